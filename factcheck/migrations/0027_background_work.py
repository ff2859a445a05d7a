
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('factcheck', '0026_beyond_one_machine'),
    ]

    operations = [
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, unique=True, verbose_name='name')),
                ('machine', models.CharField(max_length=200, verbose_name='machine')),
                ('process', models.PositiveIntegerField(verbose_name='process')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='started at')),
                ('heard_of_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='heard of at')),
            ],
            options={
                'verbose_name': 'worker',
                'verbose_name_plural': 'workers',
                'ordering': ['started_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='django_tasks_database.dbtaskresult')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('about', models.CharField(help_text='The key of what it works on.', max_length=60, verbose_name='about')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('done', models.PositiveBigIntegerField(default=0, verbose_name='done')),
                ('total', models.PositiveBigIntegerField(default=0, verbose_name='of')),
                ('stop_asked_at', models.DateTimeField(null=True, verbose_name='stop asked for at')),
                ('problem', models.CharField(blank=True, max_length=500, verbose_name='what went wrong')),
                ('stop_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='stop asked for by')),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='errands', to='factcheck.worker')),
            ],
            options={
                'verbose_name': 'task in hand',
                'verbose_name_plural': 'tasks in hand',
                'indexes': [models.Index(fields=['kind', 'about'], name='errand_about'), models.Index(condition=models.Q(('stop_asked_at__isnull', False)), fields=['stop_asked_at'], name='errand_to_stop')],
            },
        ),
    ]
