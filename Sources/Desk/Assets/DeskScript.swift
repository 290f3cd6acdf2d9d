/// What the pages do beyond forms and links: live changes, drafts, keys, the alarm. Without it everything still works.
let deskScript: StaticString = #"""
    'use strict';
    (() => {
      const $ = (selector, root = document) => root.querySelector(selector);
      const root = document.documentElement;
      root.classList.add('js');

      // Forms are sent once; leaving forgets what was typed.
      document.addEventListener('submit', event => {
        const form = event.target;
        if (form.dataset.sent) return event.preventDefault();
        if (form.method !== 'post') return;
        form.dataset.sent = '1';
        if (form.dataset.leaves) sessionStorage.clear();
      });
      addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]')
        .forEach(form => delete form.dataset.sent));

      const token = $('meta[name=csrf-token]')?.content;
      if (!token) return;
      const main = $('main[data-ticket]');
      const ticket = main?.dataset.ticket ?? '';
      const post = (path, fields = {}) => fetch(path, {
        method: 'POST', headers: {'X-CSRF-Token': token}, body: new URLSearchParams(fields)});

      // Drafts: what was typed survives a reload, a lost claim and a new sign-in in this tab.
      const draftKey = `desk-draft-${ticket}`;
      if (ticket && location.search.includes('done=')) {
        if (location.search.includes('done=sent') || location.search.includes('done=closed')) {
          sessionStorage.removeItem(draftKey);
        }
        history.replaceState(null, '', location.pathname);
      }
      const restoreDraft = () => {
        const kept = ticket && sessionStorage.getItem(draftKey);
        if (!kept) return;
        const reply = $('#reply');
        if (reply) { if (!reply.value) reply.value = kept; return; }
        const actions = $('#actions');
        if (!actions || $('#kept')) return;
        const box = document.createElement('div');
        box.className = 'kept';
        const label = document.createElement('label');
        label.htmlFor = 'kept';
        label.textContent = actions.dataset.kept;
        const text = document.createElement('textarea');
        Object.assign(text, {id: 'kept', readOnly: true, rows: 3, value: kept});
        box.append(label, text);
        actions.prepend(box);
      };

      // How long a reply is, in the platform's own unit, and how many messages it becomes.
      let counting;
      const units = (text, unit) => unit === 'utf8' ? new TextEncoder().encode(text).length
        : unit === 'scalars' ? [...text].length : text.length;
      const count = () => {
        const reply = $('#reply'), output = $('#count');
        if (!reply || !output) return;
        clearTimeout(counting);
        const limit = Number(reply.dataset.limit);
        const used = units(reply.value.normalize('NFC'), reply.dataset.unit);
        output.value = used ? `${used} / ${limit} · ${output.dataset.one}` : '';
        if (used <= limit) return;
        output.value = `${used} / ${limit}`;
        counting = setTimeout(async () => {
          const answer = await post(`/desk/tickets/${ticket}/parts`, {text: reply.value}).catch(() => null);
          if (answer?.ok) output.value = `${used} / ${limit} · ${(await answer.json()).text}`;
        }, 300);
      };
      document.addEventListener('input', event => {
        if (event.target.id !== 'reply') return;
        if (event.target.value) sessionStorage.setItem(draftKey, event.target.value);
        else sessionStorage.removeItem(draftKey);
        count();
      });

      // Canned replies and closing texts.
      document.addEventListener('submit', async event => {
        const form = event.target;
        if (!form.matches('[role=search]')) return;
        event.preventDefault();
        const query = new URLSearchParams({q: $('#q').value, language: form.dataset.language});
        const answer = await fetch(`/desk/fragments/answers?${query}`).catch(() => null);
        if (answer?.ok) $('#answers').replaceChildren(...parse(await answer.text()).body.childNodes);
      });
      document.addEventListener('click', event => {
        const button = event.target.closest('[data-insert]'), reply = $('#reply');
        if (!button || !reply) return;
        const before = reply.value.slice(0, reply.selectionStart);
        const gap = before && !/\s$/.test(before) ? '\n' : '';
        reply.setRangeText(gap + button.dataset.insert, reply.selectionStart, reply.selectionEnd, 'end');
        reply.dispatchEvent(new Event('input', {bubbles: true}));
        reply.focus();
      });
      document.addEventListener('change', event => {
        const closing = $('#closing');
        if (event.target.id !== 'outcome' || !closing) return;
        const text = event.target.selectedOptions[0]?.dataset.text ?? '';
        if (!closing.value || closing.value === closing.dataset.filled) closing.value = text;
        closing.dataset.filled = text;
      });

      // Keys.
      document.addEventListener('keydown', event => {
        const field = event.target.closest('input, textarea, select');
        if (field) {
          if (event.key === 'Escape') field.blur();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && field.id === 'reply') field.form.requestSubmit();
          return;
        }
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const rows = [...document.querySelectorAll('#queue a[data-ticket]')];
        const at = rows.findIndex(row => row === document.activeElement);
        const from = at >= 0 ? at : rows.findIndex(row => row.hasAttribute('aria-current'));
        const act = {
          j: () => rows[Math.min(from + 1, rows.length - 1)]?.focus(),
          k: () => rows[Math.max(from - 1, 0)]?.focus(),
          c: () => $('form[data-key=c]')?.requestSubmit(),
          r: () => $('#reply')?.focus(),
          n: () => { const note = $('#note'); if (note) { note.closest('details').open = true; note.focus(); } },
          t: () => $('a[data-key=t]')?.click(),
          x: () => $('form[data-key=x]')?.requestSubmit(),
        }[event.key];
        if (act) { event.preventDefault(); act(); }
      });

      // The alarm: two short tones while an emergency is unseen, six when somebody must be called. Browsers allow sound after the first touch or key.
      let audio;
      const wake = () => { audio ??= new AudioContext(); if (audio.state === 'suspended') audio.resume(); root.classList.remove('muted'); };
      ['pointerdown', 'keydown'].forEach(kind => addEventListener(kind, wake, {passive: true}));
      const beep = () => {
        if (!Number($('#alarm')?.dataset.reds)) return;
        if (audio?.state !== 'running') return root.classList.add('muted');
        root.classList.remove('muted');
        const tones = Number($('#alarm').dataset.overdue) ? [0, 0.25, 0.5, 0.75, 1, 1.25] : [0, 0.25];
        tones.forEach(offset => {
          const tone = audio.createOscillator(), volume = audio.createGain(), start = audio.currentTime + offset;
          tone.frequency.value = 880;
          volume.gain.setValueAtTime(0.2, start);
          volume.gain.exponentialRampToValueAtTime(0.001, start + 0.2);
          tone.connect(volume).connect(audio.destination);
          tone.start(start);
          tone.stop(start + 0.2);
        });
      };
      setInterval(beep, 8000);
      beep();

      // Live: an event says what changed, the page fetches its parts again and swaps what differs.
      const parse = text => new DOMParser().parseFromString(text, 'text/html');
      const threadScroller = thread => {
        const box = thread.parentElement;
        return box.scrollHeight > box.clientHeight + 1 ? box : document.scrollingElement;
      };
      const mergeLines = (old, fresh) => {
        const scroller = threadScroller(old);
        const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
        const ids = new Set([...fresh.children].map(line => line.id));
        [...old.children].filter(line => !ids.has(line.id)).forEach(line => line.remove());
        [...fresh.children].forEach((line, index) => {
          const known = document.getElementById(line.id);
          if (!known) old.insertBefore(line, old.children[index] ?? null);
          else if (known.outerHTML !== line.outerHTML) known.replaceWith(line);
        });
        if (atEnd) scroller.scrollTop = scroller.scrollHeight;
      };
      const swap = fresh => {
        const old = document.getElementById(fresh.id);
        if (!old) return;
        if (fresh.dataset.swap === 'lines') return mergeLines(old, fresh);
        if (fresh.dataset.swap === 'composer') {
          if (old.dataset.state === fresh.dataset.state) return;
          $('#done')?.remove();
          const note = $('#note')?.value, hadFocus = old.contains(document.activeElement);
          old.replaceWith(fresh);
          if (note && $('#note')) { $('#note').value = note; $('details.note').open = true; }
          if (hadFocus) $('#main').focus();
          restoreDraft();
          return count();
        }
        if (old.outerHTML === fresh.outerHTML) return;
        const focused = old.contains(document.activeElement) && document.activeElement.dataset.ticket;
        const scroll = old.scrollTop;
        old.replaceWith(fresh);
        fresh.scrollTop = scroll;
        if (focused) $(`a[data-ticket="${focused}"]`, fresh)?.focus();
      };
      const load = async path => {
        const answer = await fetch(path).catch(() => null);
        if (answer?.status === 401) location.assign(`/desk/sign-in?next=${location.pathname}`);
        if (answer?.ok) parse(await answer.text()).querySelectorAll('[data-swap]').forEach(swap);
      };
      let due, running = false, again = new Set();
      const refresh = async () => {
        if (running) return;
        running = true;
        while (again.size) {
          const wanted = again;
          again = new Set();
          const queue = $('#queue');
          if (queue && wanted.has('queue')) {
            await load(`/desk/fragments/queue?show=${queue.dataset.show}&ticket=${ticket}`);
            document.title = $('#queue').dataset.title;
          }
          if (ticket && wanted.has('ticket')) {
            await load(`/desk/fragments/tickets/${ticket}?show=${queue?.dataset.show ?? 'all'}`);
          }
        }
        running = false;
      };
      const soon = (...parts) => {
        parts.forEach(part => again.add(part));
        clearTimeout(due);
        due = setTimeout(refresh, 200);
      };
      let unseen = false;
      const look = () => {
        if (!unseen || document.visibilityState !== 'visible') return;
        unseen = false;
        post(`/desk/tickets/${ticket}/seen`);
      };
      document.addEventListener('visibilitychange', look);
      let stream;
      const listen = () => {
        stream = new EventSource('/desk/events');
        stream.addEventListener('open', () => { $('#connection').hidden = true; soon('queue', 'ticket'); });
        stream.addEventListener('ticket', event => soon('queue', event.data === ticket ? 'ticket' : 'queue'));
        stream.addEventListener('conversation', event =>
          soon('queue', event.data === main?.dataset.conversation ? 'ticket' : 'queue'));
        stream.addEventListener('knowledge', () => soon('queue'));
        stream.addEventListener('overdue', () => { soon('queue'); setTimeout(beep, 600); });
        stream.addEventListener('red', event => {
          soon('queue', 'ticket');
          if (ticket && event.data === ticket) { unseen = true; look(); }
          setTimeout(beep, 600);
        });
        stream.addEventListener('error', () => {
          $('#connection').hidden = false;
          if (stream.readyState !== EventSource.CLOSED) return;
          setTimeout(async () => { await load('/desk/fragments/queue'); listen(); }, 3000);
        });
      };
      addEventListener('pagehide', () => stream?.close());
      setInterval(() => soon('queue'), 60000);

      restoreDraft();
      count();
      const toEnd = () => {
        const thread = $('#thread');
        if (!thread) return;
        const scroller = threadScroller(thread);
        scroller.scrollTop = scroller.scrollHeight;
      };
      toEnd();
      document.addEventListener('toggle', event => { if (event.target.closest('#actions')) toEnd(); }, true);
      $('#queue a[aria-current=page]')?.scrollIntoView({block: 'nearest'});
      listen();
    })();
    """#
