import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0013_counted_months"),
        ("places", "0005_where_each_hamlet_of_a_split_commune_goes"),
    ]

    operations = [
        migrations.RunSQL(  # the worker's next round writes down what was counted before
            "INSERT INTO disclosure_changedmonth (unit_id, month) "
            "SELECT unit_id, month FROM disclosure_countedmonth",
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="PaperWay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="tháng ký")),
                ("group", models.PositiveSmallIntegerField(verbose_name="nhóm")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("web", "Trang thông tin điện tử"),
                            ("tru-so", "Bảng trụ sở"),
                            ("nha-van-hoa", "Nhà văn hóa, điểm sinh hoạt"),
                            ("loa", "Loa truyền thanh"),
                            ("truong-xom", "Trưởng xóm, Tổ trưởng"),
                            ("xa-them", "Hình thức xã thêm"),
                        ],
                        max_length=12,
                        verbose_name="cách",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("law", "hạn do luật đặt"),
                            ("parameter", "mốc của tỉnh"),
                            ("fallback", "hạn dự phòng"),
                        ],
                        max_length=10,
                        verbose_name="hạn của ai",
                    ),
                ),
                ("waits_until", models.DateField(null=True, verbose_name="còn chờ, hạn")),
                ("late", models.PositiveSmallIntegerField(verbose_name="trễ")),
                ("gappy", models.PositiveSmallIntegerField(verbose_name="có ngày thiếu")),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="disclosure.item",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "month", "item", "way", "basis"),
                        name="a_way_of_a_paper_once",
                    )
                ],
            },
        ),
    ]
