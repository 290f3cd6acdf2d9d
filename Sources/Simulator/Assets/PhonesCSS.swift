/// The look of the phones page.
let phonesCSS: StaticString = ##"""
    *, *::before, *::after { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body {
      margin: 0; min-height: 100vh; color: #1b2430; background: linear-gradient(160deg, #eef3f9, #e2e8f1);
      font: 15px/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
    }
    button, input, select, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; }
    :focus-visible { outline: 3px solid #ffb020; outline-offset: 2px; }

    header.page {
      display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; max-width: 1320px; margin: 0 auto;
      padding: 16px 20px 6px;
    }
    header.page h1 { margin: 0; font-size: 20px; }
    header.page p { margin: 0; color: #4a5768; flex: 1 1 260px; }
    header.page .link { color: #a3330f; }
    header.page button { border: 1px solid #9aa7b8; background: #fff; border-radius: 8px; padding: 4px 12px; }

    main {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(330px, 1fr)); gap: 22px; max-width: 1320px;
      margin: 0 auto; padding: 10px 20px 28px; align-items: start; justify-items: center;
    }
    .phone-column { width: 100%; max-width: 400px; }
    .who { display: flex; align-items: center; gap: 8px; margin-bottom: 8px; }
    .who h2 { margin: 0; font-size: 15px; color: var(--strong); }
    .who label { flex: 1; display: flex; align-items: center; gap: 6px; justify-content: flex-end; min-width: 0; }
    .who label span { color: #4a5768; font-size: 13px; }
    .who select {
      border: 1px solid #b6c0cd; border-radius: 8px; background: #fff; padding: 4px 6px; min-width: 0; max-width: 150px;
    }
    .who .add { border: 1px solid #b6c0cd; border-radius: 8px; background: #fff; padding: 4px 8px; white-space: nowrap; }

    .phone {
      --line: #00000014; display: flex; flex-direction: column; height: min(690px, calc(100vh - 150px));
      min-height: 520px; overflow: hidden; border: 9px solid #16191e; border-radius: 38px; background: var(--paper);
      box-shadow: 0 18px 40px #1b243033, inset 0 0 0 1px #3a414b;
    }
    .bar {
      display: flex; align-items: center; gap: 10px; padding: 14px 14px 11px; color: var(--bar-ink);
      background: var(--bar); border-bottom: 1px solid var(--line); flex: none;
    }
    .bar .back { font-size: 26px; line-height: 20px; }
    .bar .face {
      width: 38px; height: 38px; border-radius: 50%; display: grid; place-items: center; font-weight: 700; flex: none;
      background: var(--face); color: var(--face-ink);
    }
    .bar .account { flex: 1; min-width: 0; display: flex; flex-direction: column; line-height: 1.25; }
    .bar strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 16px; }
    .bar small { font-size: 12px; }
    .bar .follow {
      border: 1px solid currentColor; background: none; border-radius: 14px; padding: 2px 10px; font-size: 12px;
      color: inherit; flex: none;
    }

    .scroll { flex: 1; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; }
    .scroll:focus-visible { outline-offset: -3px; }
    .chat { margin: 0; padding: 12px 12px 4px; list-style: none; }
    .chat li { display: flex; flex-direction: column; align-items: flex-start; margin: 0 0 9px; }
    .chat li.person { align-items: flex-end; }
    .chat li.day, .chat li.empty { align-items: center; color: #5a6472; font-size: 12px; }
    .chat li.empty { margin-top: 90px; gap: 14px; text-align: center; }
    .chat li.empty .face {
      width: 72px; height: 72px; border-radius: 50%; display: grid; place-items: center; font-size: 30px;
      font-weight: 700; background: var(--strong); color: #fff;
    }
    .chat li.empty button {
      border: 0; border-radius: 20px; padding: 9px 22px; background: var(--strong); color: #fff; font-weight: 600;
      font-size: 15px;
    }
    .bubble {
      max-width: 84%; border-radius: var(--round); background: var(--theirs); color: #16202b; overflow: hidden;
      box-shadow: var(--shadow); min-width: 44px;
    }
    .person .bubble { background: var(--mine); color: var(--mine-ink); }
    .staff .bubble { border-left: 4px solid #d98a00; }
    .bubble .sender { display: block; padding: 7px 12px 0; font-size: 12px; font-weight: 600; color: var(--strong); }
    .bubble p { margin: 0; padding: 8px 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .bubble .sender + p { padding-top: 1px; }
    .bubble img { display: block; width: 240px; max-width: 100%; height: 180px; background: #dde3ea;
      object-fit: cover; }
    .bubble audio { display: block; width: 236px; max-width: 100%; height: 40px; margin: 6px; }
    .bubble .thing { display: flex; gap: 8px; align-items: center; padding: 9px 12px; }
    .icon { width: 15px; height: 15px; fill: currentColor; margin-right: 6px; vertical-align: -2px; flex: none; }
    .bubble .big { display: block; padding: 4px 6px; }
    .huge { width: 64px; height: 64px; fill: var(--strong); }
    .only-big .bubble { background: none; box-shadow: none; }
    .bubble .tap {
      display: block; width: 100%; border: 0; border-top: 1px solid var(--line); padding: 10px 12px; text-align: center;
      background: #ffffffb3; color: var(--strong); font-weight: 600;
    }
    .bubble .tap:hover, .chips button:hover { filter: brightness(.96); }
    .marks { font-size: 11px; color: #566171; padding: 2px 6px 0; }
    .marks.seen b { color: var(--strong); }
    .marks b { font-weight: 700; letter-spacing: -2px; margin-left: 5px; margin-right: 3px; }
    .typing { padding: 0 16px 6px; color: #566171; font-style: italic; font-size: 13px; }

    .chips { display: flex; gap: 8px; padding: 0 10px; overflow-x: auto; flex: none; flex-wrap: wrap; max-height: 132px; }
    .chips:not(:empty) { padding: 8px 10px; }
    .chips button {
      border: 1px solid var(--strong); background: #fff; color: var(--strong); border-radius: 18px; padding: 6px 14px;
      white-space: nowrap; font-weight: 600;
    }
    .compose {
      display: flex; align-items: flex-end; gap: 8px; padding: 9px 10px; background: #fff;
      border-top: 1px solid var(--line); flex: none; position: relative;
    }
    .compose textarea {
      flex: 1; min-width: 0; resize: none; border: 1px solid #ccd4de; border-radius: 18px; padding: 7px 13px;
      background: #f6f8fa; max-height: 110px; field-sizing: content;
    }
    .compose .send {
      border: 0; border-radius: 18px; padding: 8px 15px; background: var(--strong); color: #fff; font-weight: 600;
    }
    .attach summary {
      list-style: none; width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center; cursor: pointer;
      font-size: 24px; color: var(--strong); background: #eef1f5;
    }
    .attach summary::-webkit-details-marker { display: none; }
    .attach .menu {
      position: absolute; bottom: 56px; left: 10px; display: grid; background: #fff; border-radius: 14px; padding: 6px;
      box-shadow: 0 8px 26px #1b243044; z-index: 2; min-width: 150px;
    }
    .attach .menu button { border: 0; background: none; text-align: left; padding: 9px 14px; border-radius: 9px; }
    .attach .menu button:hover { background: #eef1f5; }

    .keyboard { display: grid; grid-template-columns: repeat(6, 1fr); gap: 4px; flex: none; background: #ece9fb;
      max-height: 190px; overflow-y: auto; }
    .keyboard:not(:empty) { padding: 6px; border-top: 1px solid var(--line); }
    .keyboard button { border: 0; border-radius: 7px; background: #6a56e8; color: #fff; padding: 10px 6px;
      font-weight: 600; overflow-wrap: anywhere; }
    .c1 { grid-column: span 1; } .c2 { grid-column: span 2; } .c3 { grid-column: span 3; }
    .c4 { grid-column: span 4; } .c5 { grid-column: span 5; } .c6 { grid-column: span 6; }

    .operator { margin: 10px 4px 0; background: #ffffff9c; border-radius: 12px; border: 1px solid #ccd4de; }
    .operator > summary { cursor: pointer; padding: 7px 12px; color: #3d4a5a; font-size: 14px; }
    .operator .state { color: #a3330f; font-weight: 600; margin-left: 6px; }
    .faults { display: flex; flex-wrap: wrap; gap: 6px; padding: 4px 12px 10px; }
    .faults button, .staff button { border: 1px solid #b6c0cd; background: #fff; border-radius: 8px; padding: 4px 10px;
      font-size: 13px; }
    .faults button[data-fault="clear"] { border-color: #2c8a4b; color: #1d6a37; }
    form.staff { display: flex; flex-wrap: wrap; gap: 6px; padding: 0 12px 12px; align-items: flex-end; font-size: 13px; }
    form.staff label { flex: 1 1 100%; display: grid; gap: 3px; color: #3d4a5a; }
    form.staff input { border: 1px solid #b6c0cd; border-radius: 8px; padding: 6px 9px; width: 100%; }

    #toast {
      position: fixed; left: 50%; bottom: 34px; transform: translateX(-50%); background: #16191e; color: #fff;
      padding: 12px 22px; border-radius: 24px; box-shadow: 0 8px 30px #0005; max-width: 90vw; z-index: 5;
    }

    .zalo { --strong: #005ae0; --bar: linear-gradient(90deg, #0062f0, #0a70e8); --bar-ink: #fff; --face: #fff;
      --face-ink: #0068ff; --paper: #e2e9f1; --theirs: #fff; --mine: #d5eaff; --mine-ink: #0b1f33; --round: 12px;
      --shadow: 0 1px 1px #0000001f; }
    .viber { --strong: #6550e0; --bar: #6a56e8; --bar-ink: #fff; --face: #fff; --face-ink: #665cac;
      --paper: #f3f1fb; --theirs: #fff; --mine: #d9d2ff; --mine-ink: #1d1640; --round: 16px;
      --shadow: 0 1px 1px #00000017; }
    .facebook { --strong: #0062e0; --bar: #fff; --bar-ink: #16202b; --face: linear-gradient(45deg, #0a7cff, #a033ff, #ff5c87);
      --face-ink: #fff; --paper: #fff; --theirs: #f0f1f4; --mine: linear-gradient(160deg, #0a6cff, #8a2be2);
      --mine-ink: #fff; --round: 19px; --shadow: none; }
    .facebook .bar .back { color: #a033ff; }
    .facebook .chat li.empty .face { background: var(--face); }

    @media (max-width: 760px) {
      main { grid-template-columns: minmax(0, 1fr); padding: 8px 10px 24px; }
      .phone { height: 600px; }
    }
    @media (prefers-reduced-motion: no-preference) {
      .chat li.new { animation: come .18s ease-out; }
      @keyframes come { from { opacity: 0; transform: translateY(6px); } }
    }
    """##
