"""Drives the editors' pages in a real browser: correct an opening time, add three wordings, meet a change made in the
folder, publish, see it on a phone, undo it.

editor.py BASE_URL LOGIN PASSWORD FILE SCREENSHOT_FOLDER
"""
import re
import sys

from playwright.sync_api import expect, sync_playwright

base, login, password, path, shots = sys.argv[1:6]
# Reading all files as a set takes some seconds in a build without optimisation.
PATIENCE = 60_000


def text():
    with open(path, encoding="utf-8") as file:
        return file.read()


def save(content):
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    desk = browser.new_page(viewport={"width": 1360, "height": 860}, locale="vi-VN")
    desk.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    errors = []
    desk.on("pageerror", lambda error: errors.append(str(error)))
    desk.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)

    desk.goto(base + "/desk")
    desk.fill("input[name=login]", login)
    desk.fill("input[name=password]", password)
    desk.click("button[type=submit]")
    desk.click("header a[href='/desk/entries']")
    desk.fill("input[name=q]", "noi xet nghiem")
    desk.press("input[name=q]", "Enter")
    desk.click("a[href='/desk/entries/testing.where']")

    # The opening time, and wordings as Word pastes them.
    before = text()
    answer = desk.locator("[name='answer.vi']")
    answer.fill(answer.input_value().replace("7:00-17:00", "8:00-16:00"))
    wordings = desk.locator("[name='examples.vi']")
    wordings.fill(wordings.input_value() + "\n•\tmấy giờ lấy mẫu\n• “lay mau may gio”\n• lấy\u00a0mẫu buổi nào")
    expect(desk.locator("#state")).to_contain_text("Đã lưu nháp")
    expect(desk.locator("#side .handset.zalo").first).to_contain_text("8:00-16:00")
    desk.fill("[name=try]", "lay mau buoi nao")
    desk.click("button[value=try]")
    expect(desk.locator(".tried")).to_contain_text("Nơi xét nghiệm")
    desk.screenshot(path=shots + "/editor.png")

    # Somebody saves the file in the folder meanwhile.
    save(before.replace('owner: "CDC"', 'owner: "CDC tỉnh"', 1))
    desk.click("button[value=publish]")
    expect(desk.locator("table.compare")).to_contain_text("CDC tỉnh")
    assert "8:00-16:00" not in text(), "a file changed meanwhile was overwritten"
    desk.click("form[action$='/merge'] button")
    expect(desk.locator("[name=owner]")).to_have_value("CDC tỉnh")

    # Publish, and see it.
    desk.click("button[value=publish]")
    expect(desk.locator("table.compare")).to_contain_text("8:00-16:00")
    desk.screenshot(path=shots + "/publish.png")
    desk.click("form[action$='/publish'] button")
    expect(desk.locator(".notice.good")).to_contain_text("Đã công bố")
    published = text()
    for line in ('owner: "CDC tỉnh"', "8:00-16:00", '- "lay mau may gio"', '- "lấy mẫu buổi nào"', "# Where."):
        assert line in published, line + " is not in the file"

    phone = browser.new_page(viewport={"width": 390, "height": 844}, locale="vi-VN")
    phone.context.add_cookies(desk.context.cookies())
    phone.goto(base + "/desk/questions/try")
    phone.fill("[name=text]", "lấy mẫu buổi nào")
    phone.click("main button[type=submit]")
    expect(phone.locator("#result")).to_contain_text("8:00-16:00")
    for page in ("/desk/entries", "/desk/entries/testing.where", "/desk/published"):
        phone.goto(base + page)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{page} is {width} wide on a phone"

    # And back with one click.
    desk.click(".notice.good button")
    expect(desk.locator(".sets li").first).to_contain_text("Đang dùng")
    assert text() == before.replace('owner: "CDC"', 'owner: "CDC tỉnh"', 1), "the undo gave other bytes"
    browser.close()
    if errors:
        sys.exit("the pages reported: " + "; ".join(errors))
print("corrected, published and undone")
