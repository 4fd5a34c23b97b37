from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0001_squashed_0023_a_card_for_the_night'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['state', 'due_at', 'id'], name='disclosure_by_state'),
        ),
        migrations.AddIndex(
            model_name='triage',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['state', 'due_at', 'id'], name='triage_by_state'),
        ),
    ]
