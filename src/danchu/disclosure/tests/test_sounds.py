"""Recordings judged by their bytes; served in pieces; a machine's voice where there is one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from civics.errors import Refused
from danchu.disclosure.speaking import machine, ranges, sound
from danchu.disclosure.tests import factories
from danchu.disclosure.tests.sounds import FRAME, box, m4a, mp3, wav

DATA = bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("name", "data", "kept", "secret"),
    [
        ("Bài đọc xóm Đồng Tâm.MP3", mp3(b"May cua Lan"), "mp3", b"May cua Lan"),
        ("ghi am.m4a", m4a(), "m4a", b"+21.59"),
        ("giong.wav", wav(more=b"INFOISFTZoom H1"), "wav", b"Zoom"),
        ("sai đuôi.txt", mp3(), "mp3", b"x"),
    ],
)
def test_a_recording_is_known_by_its_bytes_and_what_rode_along_is_gone(name, data, kept, secret):
    found = sound.clean(name, data)
    assert found.name == f"{name.rsplit('.', 1)[0]}.{kept}"
    assert secret not in found.data
    assert sound.clean(found.name, found.data).data == found.data


def test_an_m4a_keeps_every_place_where_it_was():
    """Tables inside name places of the sound by number: nothing may move."""
    found = sound.clean("a.m4a", m4a())
    assert len(found.data) == len(m4a())
    assert found.data.endswith(b"\x21" * 64)
    assert b"free" in found.data


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("trống.mp3", b"", "rỗng"),
        ("phim.mp4", m4a(b"isom", b"vide"), "đoạn phim"),
        ("cũ.3gp", m4a(b"3gp4"), "3GP"),
        ("a.ogg", b"OggS" + b"\0" * 40, "iPhone không nghe được"),
        ("a.amr", b"#!AMR\n" + b"\0" * 40, "AMR"),
        ("a.flac", b"fLaC" + b"\0" * 40, "FLAC"),
        ("a.webm", b"\x1aE\xdf\xa3" + b"\0" * 40, "đoạn phim"),
        ("ảnh.mp3", factories.picture().read(), "là hình"),
        ("hình.mp3", b'<svg xmlns="x"><script>alert(1)</script></svg>', "là hình"),
        ("văn bản.mp3", factories.office(more=[("word/vbaProject.bin", b"x")]).read(), "văn bản"),
        ("a.pdf", b"%PDF-1.4", "văn bản"),
        ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 16, "không có tiếng"),
        ("lạ.mp3", b"MZ\x90\0" * 40, "không phải MP3, M4A hay WAV"),
        ("cụt.m4a", m4a()[:60], "hỏng"),
        ("câm.m4a", box(b"ftyp", b"M4A \0\0\0\0"), "không có tiếng"),
        ("câm.mp3", b"ID3\x04\0\0\0\0\0\x02xx" + b"\0" * 50, "không có tiếng"),
        ("câm.wav", wav()[:30], "không có tiếng"),
    ],
)
def test_what_is_no_recording_is_refused_with_a_way_out(name, data, says):
    with pytest.raises(Refused, match=says):
        sound.clean(name, data)


def test_a_recording_that_is_too_heavy_is_not_even_read():
    upload = SimpleUploadedFile("dài.mp3", FRAME * 40_000)
    with pytest.raises(Refused, match="nặng 16 MB, nhiều hơn 15 MB"):
        sound.clean_upload(upload)


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("", 200, 0, 1023),
        ("bytes=0-", 206, 0, 1023),
        ("bytes=0-1", 206, 0, 1),
        ("bytes=1000-5000", 206, 1000, 1023),
        ("bytes=-24", 206, 1000, 1023),
        ("bytes=-5000", 206, 0, 1023),
        ("bytes=0-1,5-6", 200, 0, 1023),
        ("bytes=x-", 200, 0, 1023),
        ("items=0-1", 200, 0, 1023),
        ("bytes=5-2", 416, 0, -1),
        ("bytes=1024-", 416, 0, -1),
        ("bytes=-0", 416, 0, -1),
        ("bytes=99999999999999999999-", 416, 0, -1),
    ],
)
def test_a_player_gets_the_piece_it_asks_for(asked, status, first, last):
    request = RequestFactory().get("/", headers={"Range": asked} if asked else {})
    answer = ranges.serve_sound(request, DATA, "audio/mpeg", "Bài đọc.mp3", sha256="ab")
    assert answer.status_code == status
    assert answer.content == DATA[first : last + 1]
    if status == 206:
        assert answer["Content-Range"] == f"bytes {first}-{last}/1024"
    elif status == 416:
        assert answer["Content-Range"] == "bytes */1024"
    if status != 416:
        assert answer["Accept-Ranges"] == "bytes"
        assert answer["Content-Encoding"] == "identity"
        assert answer["Cache-Control"] == "no-cache"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("inline")


def test_a_piece_of_another_recording_is_not_given():
    asked = {"Range": "bytes=0-1", "If-Range": '"old"'}
    request = RequestFactory().get("/", headers=asked)
    assert ranges.serve_sound(request, DATA, "audio/mpeg", "a", sha256="ab").status_code == 200


# ── a machine's voice ─────────────────────────────────────────────────────────────────────────


def test_no_word_of_a_text_is_ever_an_argument(tmp_path):
    command = machine.command("/usr/bin/espeak-ng", tmp_path / "a.wav")
    assert command[1:3] == ["-v", "vi"]
    assert command[-1] == "--stdin"


def test_without_the_program_a_plain_sentence_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert not machine.able()
    with pytest.raises(Refused, match="chưa cài espeak-ng"):
        machine.read_aloud("Kính thưa bà con.")


@pytest.mark.skipif(not machine.able(), reason="espeak-ng is not installed here")
def test_a_machine_reads_a_text_and_the_sound_is_small_enough_for_a_poor_line():
    made = machine.read_aloud("-v en. Kính thưa bà con. Năm triệu đồng.")
    assert made.content_type == "audio/wav"
    assert 20_000 < len(made.data) < 300_000
    assert sound.clean(made.name, made.data).data == made.data
    with pytest.raises(Refused, match="giọng máy chỉ đọc đến"):
        machine.read_aloud("a" * 6001)
