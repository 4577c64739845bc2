"""Information requests (Luật 10/2022 Điều 14 khoản 2; Luật Tiếp cận thông tin Điều 23–32).

Acts: `actions/asking`, `answering`, `supplying`, `publishing_answers`. Pages: `views/asking`,
`tickets`, `requests`, `answers`. Nothing of a request's words stands in logs, duties, the trail,
search or feeds; only what an official wrote anew for publication does.
"""
