"""What made-up papers of the fourteen groups speak of (Điều 11). No person, no paper is real.

In braces: {xom} a community, {xom2} another, {vat} what grows, {mon} a thing, {n} {m} small
numbers, {ho} households, {tien} a sum, {gia} a price, {ha} hectares, {km} kilometres, {quy} a
quarter, {nam} a year, {ngay} a day, {doan} a body of the people.
"""

from typing import NamedTuple


class Group(NamedTuple):
    """`share`: of all papers; `months`: in which it is twice as many."""

    share: int
    months: tuple[int, ...]
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    sentences: tuple[str, ...]


GROUPS: dict[int, Group] = {
    1: Group(
        5,
        (1, 7, 12),
        ("NQ-HĐND", "KH-UBND", "BC-UBND"),
        (
            "Kế hoạch phát triển kinh tế - xã hội năm {nam}",
            "Tình hình thực hiện nhiệm vụ kinh tế - xã hội {quy}",
            "Kế hoạch sản xuất vụ đông xuân, diện tích {vat}",
            "Kế hoạch chuyển đổi cây trồng, vật nuôi tại {xom}",
            "Điều chỉnh chỉ tiêu phát triển kinh tế - xã hội năm {nam}",
        ),
        (
            "Kế hoạch đặt {n} chỉ tiêu, trong đó trồng mới {ha} ha {vat}.",
            "Phấn đấu giảm {n} hộ nghèo, {m} hộ cận nghèo so với năm trước.",
            "Cứng hóa {km} km đường liên xóm, ưu tiên {xom} và {xom2}.",
            "Sản lượng lương thực có hạt đạt {m} tạ trên mỗi héc ta.",
            "Thu nhập bình quân đầu người tăng {n} phần trăm.",
        ),
    ),
    2: Group(
        9,
        (1, 4, 7, 10),
        ("QĐ-UBND", "NQ-HĐND", "BC-UBND"),
        (
            "Công khai dự toán thu, chi ngân sách năm {nam}",
            "Tình hình thực hiện dự toán ngân sách {quy}",
            "Quyết toán thu, chi ngân sách năm {nam}",
            "Phân bổ kinh phí sự nghiệp cho {xom} và các xóm",
            "Bổ sung dự toán chi mua sắm {mon}",
        ),
        (
            "Thu ngân sách {tien}, bằng {n} phần trăm dự toán năm.",
            "Chi thường xuyên {tien}; chi đầu tư phát triển {tien}.",
            "Chi cho {mon} là {tien}, có chứng từ kèm theo.",
            "Số dư chuyển nguồn sang năm {nam} là {tien}.",
            "Biểu chi tiết theo từng khoản nằm trong tệp kèm theo.",
        ),
    ),
    3: Group(
        11,
        (3, 9),
        ("QĐ-UBND", "TB-UBND", "BC-UBND"),
        (
            "Tiến độ công trình đường bê tông {xom} đi {xom2}",
            "Phương án bồi thường, hỗ trợ, tái định cư dự án tại {xom}",
            "Quy hoạch sử dụng đất, điều chỉnh khu vực {xom}",
            "Danh mục dự án đầu tư công năm {nam}",
            "Kế hoạch chuyển mục đích sử dụng đất trồng {vat}",
            "Chọn nhà thầu sửa nhà văn hóa {xom}",
        ),
        (
            "Công trình dài {km} km, tổng mức đầu tư {tien}, hoàn thành trước ngày {ngay}.",
            "Thu hồi {ha} ha đất của {ho} hộ; đơn giá bồi thường {gia} mỗi mét vuông.",
            "Đơn vị thi công sửa lại {n} mét rãnh thoát nước tại {xom}.",
            "Bản vẽ dán tại nhà văn hóa {xom}; ai chưa rõ hỏi công chức địa chính.",
            "Ban Giám sát đầu tư của cộng đồng đã kiểm tra {n} lần.",
        ),
    ),
    4: Group(
        6,
        (2,),
        ("QĐ-UBND", "QC-UBND"),
        (
            "Quy chế thực hiện dân chủ, sửa đổi năm {nam}",
            "Phân công nhiệm vụ cán bộ, công chức",
            "Quy chế tiếp công dân và lịch tiếp tại {xom}",
            "Nhiệm vụ, quyền hạn của người phụ trách {mon}",
        ),
        (
            "Quy chế nói rõ việc nào dân biết, dân bàn, dân quyết, ai trả lời, trong mấy ngày.",
            "Chủ tịch tiếp công dân ngày {ngay} hằng tháng tại trụ sở.",
            "Mỗi việc ghi tên công chức phụ trách và số điện thoại công vụ.",
        ),
    ),
    5: Group(
        7,
        (6, 12),
        ("TB-UBND", "BC-UBND"),
        (
            "Thu, chi quỹ Đền ơn đáp nghĩa {quy}",
            "Thu, chi quỹ Phòng, chống thiên tai năm {nam}",
            "Tiền Nhân dân {xom} đóng góp làm đường",
            "Quyết toán tiền đóng góp xây nhà văn hóa {xom}",
            "Thu, chi quỹ Khuyến học, mua {mon} cho học sinh",
        ),
        (
            "Đã thu {tien} của {ho} hộ; chi {tien}, còn {tien}.",
            "Mỗi hộ {xom} góp {gia} và {n} ngày công.",
            "Tiền mua {mon} do {doan} quản lý, có sổ ghi từng khoản.",
            "Hộ nghèo và gia đình chính sách được miễn đóng góp.",
        ),
    ),
    6: Group(
        5,
        (1, 7),
        ("QĐ-UBND", "TB-UBND"),
        (
            "Quản lý, sử dụng tài sản công {quy}",
            "Thanh lý tài sản: {mon} và bàn ghế cũ",
            "Điều chuyển tài sản từ trụ sở cũ về nhà văn hóa {xom}",
            "Cho thuê điểm trường cũ tại {xom}",
        ),
        (
            "Tài sản gồm {n} bộ bàn ghế, {m} máy tính và một {mon}.",
            "Giá khởi điểm {tien}, bán đấu giá công khai ngày {ngay}.",
            "Trụ sở cũ giao cho {xom} làm nơi sinh hoạt cộng đồng.",
        ),
    ),
    7: Group(
        6,
        (1, 11, 12),
        ("QĐ-UBND", "TB-UBND", "KH-UBND"),
        (
            "Danh sách và mức hỗ trợ sửa nhà cho hộ nghèo {xom}",
            "Kết quả rà soát hộ nghèo, hộ cận nghèo năm {nam}",
            "Trợ cấp xã hội hằng tháng, bổ sung {quy}",
            "Hỗ trợ giống {vat} cho hộ mới thoát nghèo",
            "Vay vốn ưu đãi qua {doan}, {quy}",
            "Hỗ trợ tiền điện hộ nghèo {quy}",
        ),
        (
            "Hỗ trợ {n} hộ sửa hoặc dựng lại nhà, tổng cộng {tien}.",
            "Sau rà soát còn {ho} hộ nghèo, {n} hộ cận nghèo; {xom} giảm nhiều nhất.",
            "Mỗi hộ nhận {gia} và {n} kg giống {vat}.",
            "Ai thấy thiếu hoặc sai thì báo trưởng xóm trước ngày {ngay}.",
            "Hồ sơ nhận tại {doan}, không thu tiền.",
        ),
    ),
    8: Group(
        2,
        (8, 9, 10),
        ("QĐ-UBND", "TB-UBND"),
        (
            "Phân phối hàng cứu trợ sau mưa lũ tại {xom}",
            "Tiền quyên góp giúp bà con {xom} bị sạt lở",
            "Hỗ trợ khẩn cấp hộ bị tốc mái sau dông lốc",
            "Cấp {mon} cho hộ bị thiệt hại do thiên tai",
        ),
        (
            "Nhận quyên góp {tien}, đã trao cho {n} hộ tại {xom} và {xom2}.",
            "Mỗi hộ bị ngập nhận {gia}, {n} kg gạo và một {mon}.",
            "{doan} cùng trưởng xóm kiểm tra từng nhà trước khi trao.",
            "Số còn lại {tien} giữ ở quỹ Phòng, chống thiên tai.",
        ),
    ),
    9: Group(
        1,
        (1, 2, 11),
        ("QĐ-UBND", "TB-UBND"),
        (
            "Danh sách công dân đủ điều kiện gọi nhập ngũ năm {nam}",
            "Kết quả sơ tuyển nghĩa vụ quân sự tại {xom}",
            "Tạm hoãn, miễn gọi nhập ngũ năm {nam}",
            "Tuyển chọn nghĩa vụ tham gia Công an nhân dân",
        ),
        (
            "Có {n} công dân đủ điều kiện, {m} công dân được tạm hoãn.",
            "Khám sức khỏe ngày {ngay} tại trạm y tế.",
            "Gia đình có ý kiến thì gửi Ban Chỉ huy quân sự trước ngày {ngay}.",
        ),
    ),
    10: Group(
        2,
        (6, 12),
        ("KL-UBND", "TB-UBND", "QĐ-UBND"),
        (
            "Kết quả kiểm tra việc thu quỹ tại {xom}",
            "Kết luận vụ việc lấn chiếm đất tại {xom}",
            "Kết quả giải quyết kiến nghị về {mon}",
            "Kết quả lấy phiếu tín nhiệm người giữ chức vụ",
        ),
        (
            "Kiểm tra {n} xóm; một xóm thu chưa có biên bản họp, đã trả lại {tien}.",
            "Buộc khôi phục {n} mét vuông đất trước ngày {ngay}.",
            "Người vi phạm nộp phạt {gia}; {mon} bị tạm giữ.",
        ),
    ),
    11: Group(
        2,
        (3, 5, 10),
        ("BC-UBND", "TB-UBND"),
        (
            "Tổng hợp ý kiến bà con {xom} về {mon}",
            "Lấy ý kiến đặt tên đường, tên ngõ",
            "Tiếp thu, giải trình ý kiến về dự thảo hương ước {xom}",
            "Lấy ý kiến về điểm tập kết rác gần {xom}",
        ),
        (
            "Có {ho} ý kiến; tiếp thu {n} ý kiến, giải trình {m} ý kiến.",
            "Ý kiến về {mon} gửi tại nhà văn hóa {xom} đến hết ngày {ngay}.",
            "Chưa tiếp thu việc thu gom mỗi ngày vì chỉ có một xe.",
        ),
    ),
    12: Group(
        2,
        (1, 12),
        ("TB-UBND", "QĐ-UBND"),
        (
            "Mức thu phí chợ {xom}",
            "Mức thu tiền vệ sinh, thu gom rác năm {nam}",
            "Lệ phí chứng thực, bản sao",
            "Giá trông giữ xe, chỗ bán {vat} tại chợ",
        ),
        (
            "Chỗ bán cố định {gia} một tháng, chỗ bán {vat} {gia} một buổi.",
            "Hộ gia đình {gia} một tháng; hộ kinh doanh {gia}.",
            "Người thu phải đưa biên lai; không có biên lai thì không phải nộp.",
        ),
    ),
    13: Group(
        27,
        (1, 7),
        ("TB-UBND", "QĐ-UBND"),
        (
            "Thủ tục hành chính mới, sửa đổi, bãi bỏ {quy}",
            "Niêm yết bộ thủ tục về đất đai, nhà ở, {mon}",
            "Lịch làm việc của Trung tâm Phục vụ hành chính công",
            "Rút ngắn thời gian giải quyết {n} thủ tục",
        ),
        (
            "Bộ thủ tục gồm {ho} thủ tục, ghi rõ giấy tờ cần, số ngày, lệ phí.",
            "Tổ lưu động về {xom} ngày {ngay}, nhận hồ sơ tại nhà văn hóa.",
            "Thủ tục khai thác {vat} nộp trực tuyến được giảm lệ phí.",
        ),
    ),
    14: Group(
        19,
        (),
        ("TB-UBND", "KH-UBND"),
        (
            "Lịch tiêm phòng, phun khử khuẩn, bảo vệ {vat}",
            "Lịch cấp nước, cắt điện sửa đường dây tại {xom}",
            "Kế hoạch phòng cháy, chữa cháy rừng {nam}",
            "Lịch tổ chức hội xuân và thi {vat}",
        ),
        (
            "Tiêm tại {xom} buổi sáng, {xom2} buổi chiều ngày {ngay}.",
            "Cắt điện từ {n} giờ ngày {ngay} để sửa {km} km đường dây.",
            "Mỗi xóm có một tổ trực, số điện thoại dán tại nhà văn hóa.",
        ),
    ),
}

CLOSING = (
    "Ai muốn xem cả văn bản thì mở tệp kèm theo, hoặc đến trụ sở.",
    "Bà con có ý kiến xin gửi trưởng xóm, hoặc hỏi văn phòng.",
    "Văn bản này được đọc trên loa và dán tại nhà văn hóa.",
    "Nội dung đã được {doan} xem trước khi ban hành.",
    "Văn bản thay thế văn bản cũ cùng nội dung đã ban hành năm {nam}.",
    "Số liệu tính đến hết ngày {ngay}.",
)

DOAN = (
    "Hội Nông dân",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Ban Thanh tra nhân dân",
)

# From the everyday to what is named once in a year: a search for the last ones finds few papers.
VAT = (
    *("chè", "lúa", "ngô", "lợn", "gà đồi", "trâu bò", "keo lai", "rau an toàn", "na dai", "bưởi"),
    *("cá nước ngọt", "quế", "hồi", "thạch đen", "khoai tây", "miến dong", "mật ong", "nấm hương"),
    *("gừng", "nghệ", "lạc", "ba kích", "hồng không hạt", "cam sành", "mận tam hoa", "dê núi"),
    *(
        "vịt suối",
        "cá tầm",
        "ong nội",
        "hươu sao",
        "tằm dâu",
        "thỏ",
        "nhím",
        "ngựa bạch",
        "trám đen",
    ),
    *("hạt dẻ", "gạo bao thai", "giảo cổ lam", "trà hoa vàng", "mắc ca", "sa nhân tím", "mắc khén"),
    *("dây thìa canh", "sâm bố chính", "lan kim tuyến"),
)
MON = (
    *("máy bơm", "loa truyền thanh", "xe rác", "bồn nước", "đèn đường", "máy tính", "máy sấy chè"),
    *("giếng khoan", "máy gặt", "lò đốt rác", "trạm biến áp", "kè đá", "cầu treo", "đập tràn"),
    *("bể biogas", "máy phát điện", "phao cứu sinh", "cột thu lôi", "xuồng cứu hộ", "đàn tính"),
    *("cọn nước", "khung cửi", "sân khấu rối cạn", "bộ chiêng"),
)

# Names of communities: each of the first with each of the second is one; all made up.
XOM_FIRST = (
    *("Nà", "Bản", "Khuổi", "Pác", "Đồng", "Suối", "Cao", "Tân", "Phú", "Làng", "Khau", "Lũng"),
    *("Cốc", "Thanh", "Vân", "Đèo", "Gốc", "Cầu"),
)
XOM_LAST = (
    *("Pán", "Chè", "Cuôn", "Lầy", "Tâm", "Mơ", "Sơn", "Thịnh", "Lốm", "Đeng", "Quang", "Hòa"),
    *("Vài", "Mạ", "Gạo", "Sim", "Nghè", "Trung", "Lương", "Bó"),
)

HO = (
    *(("Nguyễn",) * 9 + ("Hoàng",) * 6 + ("Trần",) * 4 + ("Nông",) * 4 + ("Ma",) * 4),
    *("Lý", "Lý", "Dương", "Dương", "Triệu", "Triệu", "Bàn", "Đặng", "Lường", "Lương", "Hà"),
    *("Phạm", "Phạm", "Lê", "Vũ", "Đỗ", "Bùi", "Ngô", "Lưu", "Đàm", "Chu", "Mông", "Sầm"),
)
DEM_NAM = ("Văn", "Văn", "Văn", "Đức", "Minh", "Quang", "Hữu", "Xuân", "Công", "Đình")
TEN_NAM = (
    *("An", "Bình", "Chiến", "Cường", "Dũng", "Hải", "Hậu", "Hiếu", "Hùng", "Khánh", "Lâm", "Long"),
    *(
        "Nam",
        "Phúc",
        "Quân",
        "Sơn",
        "Tài",
        "Thành",
        "Thắng",
        "Toàn",
        "Trung",
        "Tuấn",
        "Vinh",
        "Xuân",
    ),
)
DEM_NU = ("Thị", "Thị", "Thị", "Thị", "Thu", "Ngọc", "Minh", "Bích", "Kim")
TEN_NU = (
    *("Anh", "Bích", "Chi", "Dung", "Hà", "Hạnh", "Hiền", "Hoa", "Huệ", "Lan", "Liên", "Loan"),
    *("Mai", "Mơ", "Nga", "Nhung", "Oanh", "Phương", "Tâm", "Thảo", "Thủy", "Vân", "Xuân", "Yến"),
)
