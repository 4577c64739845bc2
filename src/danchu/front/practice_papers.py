"""What lies on the desk of a practice commune. Everything is made up, and says so."""

from danchu.front.demo_papers import Paper

PAPERS = [
    Paper(
        4,
        "TH-01/QĐ-UBND",
        "Tập huấn: quy chế thực hiện dân chủ của xã",
        "Bài mẫu đã công khai đúng hạn. Hãy mở trang người dân đọc và in thử tờ niêm yết.",
        "published",
        signed_ago=20,
        published_after=1,
    ),
    Paper(
        5,
        "TH-02/TB-UBND",
        "Tập huấn: thu, chi quỹ của xã",
        "Bài mẫu đã đính chính một lần. Có 41 gia đình được thăm. Hãy xem bản trước, bản sau.",
        "corrected",
        signed_ago=15,
        correction=("41 gia đình", "43 gia đình"),
        why="Đếm thiếu 2 gia đình (tập huấn)",
    ),
    Paper(
        10,
        "TH-03/KL-UBND",
        "Tập huấn: kết quả kiểm tra việc thu quỹ xóm",
        "Bài mẫu chờ duyệt. Hãy đổi sang vai Người duyệt, đọc rồi duyệt hoặc trả lại.",
        "submitted",
        due_in=2,
    ),
    Paper(7, "TH-04/QĐ-UBND", "", "", "noted", due_in=1),
    Paper(3, "TH-05/QĐ-UBND", "", "", "noted", signed_ago=9),
]
POINTED = "Tập huấn: bà con hỏi mức thu tiền vệ sinh, chưa thấy dán ở nhà văn hóa."
CALLED = "Tập huấn: một bà cụ gọi điện hỏi văn bản về chính sách hỗ trợ sửa nhà."
