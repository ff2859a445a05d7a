from hypothesis import given, settings, strategies as st, find
from factcheck.core.bibliography.bibtex import *
from factcheck.core.bibliography.ris import *
from factcheck.core.bibliography.mapping import *
from factcheck.core.bibliography.latex import *
T=st.text(alphabet=st.characters(codec="utf-8",exclude_characters="\0"),max_size=30) | st.text(alphabet="ab <>i/\\{}$-'`\"~^&%_#=@,\n",max_size=30)
@settings(max_examples=3000,deadline=None)
@given(T)
def latex(t):
    import unicodedata
    t=unicodedata.normalize("NFC",t)
    assert from_latex(to_latex(t))==t, to_latex(t)
name=st.dictionaries(st.sampled_from(["family","given","literal","suffix","non-dropping-particle"]),T,min_size=1)
date=st.fixed_dictionaries({"date-parts":st.lists(st.lists(st.integers(-1,2100)|T,max_size=4),max_size=3)},optional={"circa":st.booleans(),"season":st.integers(0,5),"literal":T})
val=st.recursive(T|st.integers()|st.booleans()|st.none(),lambda c: st.lists(c,max_size=3)|st.dictionaries(T,c,max_size=3),max_leaves=5)
names=["title","publisher","container-title","URL","DOI","ISBN","ISSN","page","volume","issue","number","abstract","keyword","note","language","genre","foo","C1","U1","UR","year","journal","school","bibtex-x","entrytype","source","collection-title"]
from factcheck.core.bibliography.kinds import *
rec=st.builds(Record,key=st.just("k"),kind=st.sampled_from(OUR_KINDS+tuple(NEAREST_KINDS)),fields=st.builds(lambda a,b,c,d:{**a,**b,**c,**d},
  st.dictionaries(st.sampled_from(names),T.filter(bool)),st.dictionaries(st.sampled_from(["author","editor"]),st.lists(name,min_size=1,max_size=3)),
  st.dictionaries(st.sampled_from(["issued","accessed"]),date),st.dictionaries(st.sampled_from(names+["author","issued","zzz","Some Thing"]),val.filter(lambda v:v not in ("",[],{},None)))))
@settings(max_examples=3000,deadline=None)
@given(rec)
def rt(r):
    r=Record('k',r.kind,{n:v for n,v in r.fields.items() if v not in ('',[],{},None)})
    f=facts_of(r); assert record_of(f,key="k")==r, f
    b=bibtex_of(r); assert record_of_bibtex(b[0],"k",b[1])==r,b
    t=ris_of(r); assert record_of_ris(t)==r,t
latex(); rt()
