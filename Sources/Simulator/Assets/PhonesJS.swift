/// The phones page's script: plain, without a build step; text reaches the page through textContent only.
let phonesJS: StaticString = ##"""
    'use strict';
    const words = {
      vi: {
        title: 'Điện thoại của người dân', intro: 'Nền tảng mô phỏng: nhắn tin như người dân, tổng đài trả lời thật.',
        person: 'Người dân', add: '+ Người', addTitle: 'Thêm một người dân', typing: 'đang nhập…', photo: 'Ảnh',
        voice: 'Ghi âm', sticker: 'Nhãn dán', location: 'Vị trí', write: 'Nhập tin nhắn', send: 'Gửi',
        attach: 'Đính kèm', faults: 'Sự cố của nền tảng', down: 'Ngừng hoạt động', slow: 'Chậm 15 giây',
        throttle: 'Quá tải', lost: 'Mất câu trả lời', window: 'Hết hạn nhắn tin', token: 'Token hết hạn',
        block: 'Người dân chặn', offline: 'Tắt máy', clear: 'Trở lại bình thường',
        staff: 'Cán bộ trả lời trong hộp thư của nền tảng', return: 'Trả lại cho bot', follow: 'Quan tâm',
        unfollow: 'Bỏ quan tâm', start: 'Bắt đầu trò chuyện', empty: 'Chưa có tin nhắn nào', sending: 'đang gửi',
        sent: 'đã gửi', delivered: 'đã nhận', seen: 'đã xem', failed: 'không gửi được', calling: 'đang gọi {0}…',
        texting: 'soạn tin tới {0}…', opening: 'mở {0}', staffTag: 'cán bộ', lostLink: 'mất kết nối, đang nối lại…',
        off: 'webhook đã bị tắt', failing: 'webhook đang lỗi', faulty: 'đang có sự cố', done: 'đã đặt: {0}',
        sticker1: 'nhãn dán', file: 'tệp', sharedPlace: 'vị trí', refused: 'không thực hiện được', newName: 'Tên người dân',
        off1: 'tắt máy', blocked: 'đã chặn',
      },
      en: {
        title: 'Citizens\' phones', intro: 'Simulated platforms: write as a citizen, the real hotline answers.',
        person: 'Citizen', add: '+ Person', addTitle: 'Add a citizen', typing: 'typing…', photo: 'Photo',
        voice: 'Voice message', sticker: 'Sticker', location: 'Location', write: 'Write a message', send: 'Send',
        attach: 'Attach', faults: 'Platform faults', down: 'Down', slow: 'Slow, 15 s', throttle: 'Too many requests',
        lost: 'Lose one answer', window: 'Close the window', token: 'Expire the token', block: 'Citizen blocks',
        offline: 'Phone off', clear: 'Back to normal', staff: 'Staff answers in the platform\'s own inbox',
        return: 'Give back to the bot', follow: 'Follow', unfollow: 'Unfollow', start: 'Start the chat',
        empty: 'No messages yet', sending: 'sending', sent: 'sent', delivered: 'delivered', seen: 'seen',
        failed: 'failed', calling: 'calling {0}…', texting: 'texting {0}…', opening: 'opening {0}', staffTag: 'staff',
        lostLink: 'connection lost, trying again…', off: 'the webhook is switched off', failing: 'the webhook fails',
        faulty: 'fault is on', done: 'set: {0}', sticker1: 'sticker', file: 'file', sharedPlace: 'location',
        refused: 'could not be done', newName: 'The citizen\'s name', off1: 'phone off',
        blocked: 'has blocked',
      },
    };
    let language = localStorage.getItem('phones.language') === 'en' ? 'en' : 'vi';
    const t = (key, value) => words[language][key].replace('{0}', value ?? '');
    const phones = new Map();

    const element = (tag, className, text) => {
      const node = document.createElement(tag);
      if (className) node.className = className;
      if (text !== undefined) node.textContent = text;
      return node;
    };

    // Drawn here, because not every machine has a font with pictures.
    const shapes = {
      call: 'M6 2l4 5-2 3c1 3 3 5 6 6l3-2 5 4-2 4C9 23 1 15 2 4z',
      message: 'M2 4h20v16H2zm2 3v10h16V7l-8 6z', open: 'M7 6h11v11h-3v-6l-7 7-2-2 7-7H7z',
      pin: 'M12 1a8 8 0 0 0-8 8c0 6 8 14 8 14s8-8 8-14a8 8 0 0 0-8-8zm0 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
      phone: 'M6 1h12v22H6zm2 3v14h8V4z', file: 'M5 1h9l5 6v16H5zm8 1v6h5z',
      contact: 'M12 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM2 22c0-6 4-8 10-8s10 2 10 8z',
      thumb: 'M1 10h5v12H1zm7 0l4-9c2 0 4 2 3 5l-1 3h6c2 0 3 1 2.500 3l-2 8c-.5 1.500-1 2-2.500 2H8z',
    };
    const icon = (name, className = 'icon') => {
      const space = 'http://www.w3.org/2000/svg';
      const picture = document.createElementNS(space, 'svg');
      picture.setAttribute('viewBox', '0 0 24 24');
      picture.setAttribute('class', className);
      picture.setAttribute('aria-hidden', 'true');
      const path = document.createElementNS(space, 'path');
      path.setAttribute('d', shapes[name]);
      path.setAttribute('fill-rule', 'evenodd');
      picture.append(path);
      return picture;
    };

    let toastTimer;
    const toast = text => {
      const node = document.getElementById('toast');
      node.textContent = text;
      node.hidden = false;
      clearTimeout(toastTimer);
      toastTimer = setTimeout(() => { node.hidden = true; }, 3500);
    };

    const act = async (phone, name, text, person = phone.person) => {
      const body = JSON.stringify({ channel: phone.id, person, act: name, text: text ?? '' });
      try {
        const reply = await fetch('/phones/act', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
        if (!reply.ok) { toast(t('refused')); return null; }
        return await reply.json();
      } catch { toast(t('lostLink')); return null; }
    };

    const isSafe = url => /^https?:\/\//.test(url);

    const tap = (phone, button) => {
      switch (button.kind) {
        case 'call': toast(t('calling', button.value)); break;
        case 'message': toast(t('texting', button.value)); break;
        case 'open':
          toast(t('opening', button.value));
          if (isSafe(button.value)) window.open(button.value, '_blank', 'noopener,noreferrer');
          break;
        case 'none': break;
        default: act(phone, 'tap', button.title);
      }
    };

    const buttonNode = (phone, button, className) => {
      const shape = { call: 'call', message: 'message', open: 'open', sharePhone: 'phone', shareLocation: 'pin',
        form: 'contact' }[button.kind];
      const node = element('button', className);
      node.append(...(shape ? [icon(shape)] : []), button.title);
      node.type = 'button';
      node.addEventListener('click', () => tap(phone, button));
      return node;
    };

    const thing = (shape, text) => {
      const node = element('span', 'thing');
      node.append(icon(shape), text);
      return node;
    };

    const attachmentNode = item => {
      switch (item.kind) {
        case 'image': {
          if (!isSafe(item.url)) return thing('file', t('photo'));
          const picture = element('img');
          // Its own pictures come from this page's address, whatever name the service gives itself.
          picture.src = item.url.includes('/sim/media/') ? new URL(item.url).pathname : item.url;
          picture.alt = t('photo');
          return picture;
        }
        case 'audio': {
          const sound = element('audio');
          sound.controls = true;
          sound.preload = 'none';
          if (isSafe(item.url)) sound.src = item.url.includes('/sim/media/') ? new URL(item.url).pathname : item.url;
          return sound;
        }
        case 'sticker': {
          const big = element('span', 'big');
          big.append(icon('thumb', 'huge'));
          big.setAttribute('role', 'img');
          big.setAttribute('aria-label', t('sticker1'));
          return big;
        }
        case 'location': return thing('pin', t('sharedPlace') + ' ' + item.name);
        case 'contact': return thing('contact', item.name);
        case 'file': return thing('file', item.name);
        default: return thing('open', item.url ?? '');
      }
    };

    const showMark = (node, bubble) => {
      const signs = { sending: '…', sent: '✓', delivered: '✓✓', seen: '✓✓', failed: '✗' };
      const time = new Date(bubble.at).toLocaleTimeString(language === 'vi' ? 'vi-VN' : 'en-GB',
        { hour: '2-digit', minute: '2-digit' });
      node.className = 'marks ' + bubble.mark;
      const sign = element('b', '', signs[bubble.mark]);
      sign.setAttribute('aria-hidden', 'true');
      node.replaceChildren(time + (bubble.author === 'staff' ? ' · ' + t('staffTag') : ''), sign, t(bubble.mark));
    };

    const bubbleNode = (phone, bubble) => {
      const item = element('li', bubble.author);
      const box = element('div', 'bubble');
      if (bubble.sender) box.append(element('span', 'sender', bubble.sender));
      const things = (bubble.attachments ?? []).map(attachmentNode);
      box.append(...things);
      if (bubble.text) box.append(element('p', '', bubble.text));
      if (things.some(node => node.className === 'big') && !bubble.text) item.classList.add('only-big');
      for (const button of bubble.buttons ?? []) {
        if (button.place === 'bubble') box.append(buttonNode(phone, button, 'tap'));
      }
      const marks = element('span', 'marks');
      showMark(marks, bubble);
      item.append(box, marks);
      return item;
    };

    const drawBelow = (phone, person) => {
      const chips = phone.node.querySelector('.chips');
      const keyboard = phone.node.querySelector('.keyboard');
      chips.replaceChildren();
      keyboard.replaceChildren();
      const last = person.bubbles.at(-1);
      if (last && last.author !== 'person') {
        const quick = (last.buttons ?? []).filter(button => button.place === 'quickReply');
        chips.append(...quick.map(button => buttonNode(phone, button)));
      }
      const account = person.bubbles.filter(bubble => bubble.author !== 'person').at(-1);
      const keys = (account?.buttons ?? []).filter(button => button.place === 'keyboard');
      keyboard.append(...keys.map(button => buttonNode(phone, button, 'c' + button.columns)));
    };

    const drawEmpty = phone => {
      const item = element('li', 'empty');
      const start = element('button', '', t('start'));
      start.type = 'button';
      start.addEventListener('click', () => act(phone, 'open'));
      item.append(element('span', 'face', phone.node.querySelector('.bar .face').textContent), t('empty'), start);
      return item;
    };

    const current = phone => phone.people.find(person => person.id === phone.person);

    const draw = phone => {
      const person = current(phone);
      if (!person) return;
      const chat = phone.node.querySelector('.chat');
      phone.drawn = new Map();
      const nodes = person.bubbles.map(bubble => {
        const node = bubbleNode(phone, bubble);
        phone.drawn.set(bubble.id, node);
        return node;
      });
      chat.replaceChildren(...(nodes.length ? nodes : [drawEmpty(phone)]));
      drawBelow(phone, person);
      chat.parentElement.scrollTop = chat.parentElement.scrollHeight;
      const follow = phone.node.querySelector('.follow');
      follow.hidden = phone.platform === 'facebook';
      follow.textContent = t(person.follows ? 'unfollow' : 'follow');
      read(phone);
    };

    const drawPeople = phone => {
      const select = phone.node.querySelector('.person');
      select.replaceChildren(...phone.people.map(person => {
        const option = element('option', '', person.name
          + (person.online ? '' : ` (${t('off1')})`) + (person.blocked ? ` (${t('blocked')})` : ''));
        option.value = person.id;
        option.selected = person.id === phone.person;
        return option;
      }));
    };

    const read = phone => {
      if (document.hidden) return;
      const person = current(phone);
      if (!person?.online) return;
      if (!person.bubbles.some(bubble => bubble.author !== 'person' && bubble.mark !== 'seen')) return;
      clearTimeout(phone.reading);
      phone.reading = setTimeout(() => act(phone, 'read'), 900);
    };

    const load = async () => {
      const state = await (await fetch('/phones/state')).json();
      for (const channel of state.channels) {
        const phone = phones.get(channel.id);
        if (!phone) continue;
        phone.people = channel.people;
        if (!current(phone)) phone.person = channel.people[0]?.id;
        const line = channel.disabled ? 'off' : channel.failing ? 'failing' : channel.faulty ? 'faulty' : '';
        phone.node.querySelector('.state').textContent = line ? '⚠ ' + t(line) : '';
        drawPeople(phone);
        draw(phone);
      }
      return state.number;
    };

    let loading;
    const reload = () => { clearTimeout(loading); loading = setTimeout(load, 150); };

    const changed = change => {
      const phone = phones.get(change.channel);
      if (!phone) return;
      if (change.kind === 'webhook' || change.kind === 'people') { reload(); return; }
      const person = phone.people.find(one => one.id === change.person);
      if (!person) { reload(); return; }
      const isShown = person.id === phone.person;
      if (change.kind === 'typing') {
        if (isShown) phone.node.querySelector('.typing').hidden = !change.on;
      } else if (change.kind === 'marks') {
        for (const bubble of person.bubbles.filter(one => change.ids.includes(one.id))) {
          bubble.mark = change.mark;
          const node = isShown && phone.drawn?.get(bubble.id);
          if (node) showMark(node.querySelector('.marks'), bubble);
        }
      } else if (!person.bubbles.some(bubble => bubble.id === change.bubble.id)) {
        person.bubbles.push(change.bubble);
        if (!isShown) return;
        phone.node.querySelector('.typing').hidden = true;
        const chat = phone.node.querySelector('.chat');
        chat.querySelector('.empty')?.remove();
        const node = bubbleNode(phone, change.bubble);
        node.classList.add('new');
        phone.drawn.set(change.bubble.id, node);
        chat.append(node);
        drawBelow(phone, person);
        chat.parentElement.scrollTop = chat.parentElement.scrollHeight;
        read(phone);
      }
    };

    // The browser comes back by itself with Last-Event-ID; "reload" says that too much has happened since.
    const listen = number => {
      const stream = new EventSource('/phones/events?after=' + number);
      const link = document.getElementById('link');
      stream.onopen = () => { link.textContent = ''; };
      stream.onerror = () => { link.textContent = t('lostLink'); };
      stream.addEventListener('change', event => changed(JSON.parse(event.data)));
      stream.addEventListener('reload', load);
    };

    const translate = () => {
      document.documentElement.lang = language;
      document.title = t('title');
      for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
      for (const node of document.querySelectorAll('[data-title]')) {
        node.title = t(node.dataset.title);
        node.setAttribute('aria-label', t(node.dataset.title));
      }
      for (const node of document.querySelectorAll('[data-placeholder]')) {
        node.placeholder = t(node.dataset.placeholder);
        node.setAttribute('aria-label', node.placeholder);
      }
      const button = document.getElementById('language');
      button.textContent = language === 'vi' ? 'English' : 'Tiếng Việt';
      button.lang = language === 'vi' ? 'en' : 'vi';
    };

    const attend = phone => {
      const box = phone.node.querySelector('.compose textarea');
      const form = phone.node.querySelector('.compose');
      form.addEventListener('submit', event => {
        event.preventDefault();
        const text = box.value.trim();
        if (text) act(phone, 'write', text);
        box.value = '';
        box.focus();
      });
      box.addEventListener('keydown', event => {
        // While a Vietnamese input method is composing, Enter ends the word and not the message.
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      });
      for (const button of phone.node.querySelectorAll('[data-act]')) {
        button.addEventListener('click', () => {
          act(phone, button.dataset.act);
          phone.node.querySelector('.attach').open = false;
        });
      }
      for (const button of phone.node.querySelectorAll('[data-fault]')) {
        button.addEventListener('click', async () => {
          if (await act(phone, 'fault', button.dataset.fault)) toast(t('done', button.textContent));
        });
      }
      phone.node.querySelector('.person').addEventListener('change', event => {
        phone.person = event.target.value;
        draw(phone);
      });
      phone.node.querySelector('.follow').addEventListener('click', async () => {
        await act(phone, current(phone)?.follows ? 'unfollow' : 'follow');
        load();
      });
      phone.node.querySelector('.add').addEventListener('click', async () => {
        const name = prompt(t('newName'))?.trim();
        const added = name && await act(phone, 'add', name.slice(0, 60));
        if (!added) return;
        phone.person = added.person;
        load();
      });
      const staff = phone.node.querySelector('form.staff');
      staff?.addEventListener('submit', event => {
        event.preventDefault();
        const input = staff.querySelector('input');
        if (input.value.trim()) act(phone, 'staff', input.value.trim());
        input.value = '';
      });
      staff?.querySelector('.return').addEventListener('click', () => act(phone, 'return'));
    };

    for (const node of document.querySelectorAll('.phone-column')) {
      const phone = { id: node.dataset.channel, platform: node.dataset.platform, node, people: [], person: null };
      phones.set(phone.id, phone);
      attend(phone);
    }
    document.getElementById('language').addEventListener('click', () => {
      language = language === 'vi' ? 'en' : 'vi';
      localStorage.setItem('phones.language', language);
      translate();
      load();
    });
    document.addEventListener('visibilitychange', () => phones.forEach(read));
    translate();
    load().then(listen);
    """##
