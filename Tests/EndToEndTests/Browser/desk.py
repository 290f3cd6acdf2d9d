"""Drives the desk and a simulated phone in a real browser: sign in, take a ticket, reply, see it on the phone.

desk.py BASE_URL LOGIN PASSWORD CHANNEL SCREENSHOT_FOLDER
"""
import re
import sys

from playwright.sync_api import expect, sync_playwright

base, login, password, channel, shots = sys.argv[1:6]
REPLY = "Chào anh/chị, 1022 đã nhận. Đội hỗ trợ phường sẽ gọi trong sáng nay."

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    phones = browser.new_page(viewport={"width": 1400, "height": 950}, locale="vi-VN")
    phones.goto(base + "/phones", wait_until="domcontentloaded")
    desk = browser.new_page(viewport={"width": 1360, "height": 860}, locale="vi-VN")
    errors = []
    for page in (phones, desk):
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)

    desk.goto(base + "/desk")
    desk.fill("input[name=login]", login)
    desk.fill("input[name=password]", password)
    desk.click("button[type=submit]")
    ticket = desk.locator("a", has_text=re.compile(r"1022-\d{3}-\d{3}")).first
    expect(ticket).to_be_visible(timeout=15000)
    ticket.click()
    desk.wait_for_url(re.compile(r"/desk/tickets/"))
    desk.locator("form[action$='/claim'] button").first.click()
    box = desk.locator("textarea[name=text]").first
    expect(box).to_be_visible(timeout=15000)
    box.fill(REPLY)
    desk.locator("form[action$='/reply'] button[type=submit]").first.click()
    expect(desk.get_by_text(REPLY).first).to_be_visible(timeout=15000)

    expect(phones.get_by_text(REPLY).first).to_be_visible(timeout=20000)
    desk.wait_for_timeout(1500)
    desk.screenshot(path=shots + "/desk.png")
    phones.screenshot(path=shots + "/phones.png")
    browser.close()
    if errors:
        sys.exit("the pages reported: " + "; ".join(errors))
print("replied and seen on " + channel)
