/// The schema for SQLite, append-only: a step that has been released is never changed, only followed. Constraints live
/// here, not in code. Texts of citizens are sealed blobs (`Seals`); times are milliseconds since 1970; flags are 0 or 1.
enum Schema {
    static let sqlite: [String] = [stepOne, emergencies, unused, editing, secondReaders]

    private static let stepOne = """
        -- Every event that was ever accepted: second of the event's own time + HMAC of channel and key. Kept for ever.
        CREATE TABLE seen (key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 16)) STRICT, WITHOUT ROWID;

        -- Verified events in the order they came. The first event of a webhook holds its body, the others refer to it.
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            channel TEXT NOT NULL,
            conversation_key BLOB NOT NULL CHECK (length(conversation_key) = 16),
            event_index INTEGER NOT NULL,
            body BLOB,
            body_of INTEGER REFERENCES inbox (id),
            received INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0,
            reason TEXT,
            CHECK ((body IS NULL) <> (body_of IS NULL))
        ) STRICT;
        CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'pending';
        CREATE INDEX inbox_dead ON inbox (id) WHERE state = 'dead';

        -- A person as one channel knows them.
        CREATE TABLE contacts (
            id INTEGER PRIMARY KEY,
            channel TEXT NOT NULL,
            key_hash BLOB NOT NULL CHECK (length(key_hash) = 16),
            key BLOB NOT NULL,
            name BLOB,
            phone BLOB,
            notice_version TEXT,
            notice_at INTEGER,
            notice_message INTEGER,
            unreachable INTEGER NOT NULL DEFAULT 0 CHECK (unreachable IN (0, 1)),
            created INTEGER NOT NULL,
            UNIQUE (channel, key_hash)
        ) STRICT;

        -- The thread with a contact. `turn` counts every transaction on it, `generation` every takeover.
        CREATE TABLE conversations (
            id INTEGER PRIMARY KEY,
            contact INTEGER NOT NULL UNIQUE REFERENCES contacts (id),
            channel TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'bot' CHECK (state IN ('bot', 'waiting', 'people')),
            generation INTEGER NOT NULL DEFAULT 0,
            turn INTEGER NOT NULL DEFAULT 0,
            language TEXT,
            last_inbound INTEGER,
            last_event INTEGER,
            turn_started INTEGER,
            turn_due INTEGER,
            safety_at INTEGER,
            people_until INTEGER,
            memory BLOB,
            updated INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX conversations_due ON conversations (turn_due) WHERE turn_due IS NOT NULL;
        CREATE INDEX conversations_people ON conversations (people_until) WHERE people_until IS NOT NULL;

        CREATE TABLE agents (
            id INTEGER PRIMARY KEY,
            login TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('agent', 'supervisor')),
            department TEXT,
            password TEXT NOT NULL,
            active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
            created INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE sessions (
            token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
            agent INTEGER NOT NULL REFERENCES agents (id),
            csrf BLOB NOT NULL,
            created INTEGER NOT NULL,
            last_seen INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Failed sign-ins by account and by address (hashed), for the lock-out.
        CREATE TABLE sign_in_failures (
            key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 16),
            failures INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tickets (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            conversation INTEGER NOT NULL REFERENCES conversations (id),
            department TEXT NOT NULL,
            priority INTEGER NOT NULL CHECK (priority IN (0, 1, 2)),
            kind TEXT NOT NULL
                CHECK (kind IN ('information', 'help', 'report', 'emergency', 'data-protection', 'other')),
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'claimed', 'closed')),
            confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)),
            intent TEXT,
            language TEXT,
            facts BLOB,
            missing TEXT NOT NULL DEFAULT '',
            opened INTEGER NOT NULL,
            seen INTEGER,
            holder INTEGER REFERENCES agents (id),
            claimed INTEGER,
            closed INTEGER,
            outcome TEXT CHECK (outcome IN ('answered', 'helped', 'not-entitled', 'emergency-confirmed', 'duplicate',
                'withdrawn', 'no-reply', 'unreachable', 'not-our-task', 'spam')),
            reopened INTEGER NOT NULL DEFAULT 0,
            CHECK ((state = 'claimed') = (holder IS NOT NULL)),
            CHECK ((state = 'closed') = (outcome IS NOT NULL AND closed IS NOT NULL))
        ) STRICT;
        CREATE INDEX tickets_open ON tickets (priority DESC, opened) WHERE state <> 'closed';
        CREATE INDEX tickets_of_conversation ON tickets (conversation, id);

        -- What was said: by the citizen (in), by us (out), among agents (note), and lines of history (event).
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL REFERENCES conversations (id),
            ticket INTEGER REFERENCES tickets (id),
            direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'note', 'event')),
            author TEXT NOT NULL CHECK (author IN ('citizen', 'bot', 'safety', 'person', 'platform-inbox')),
            agent INTEGER REFERENCES agents (id),
            body BLOB NOT NULL,
            platform_hash BLOB,
            intents TEXT NOT NULL DEFAULT '',
            time INTEGER NOT NULL,
            undecided INTEGER NOT NULL DEFAULT 0 CHECK (undecided IN (0, 1)),
            late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
            status TEXT CHECK (status IN ('queued', 'sent', 'delivered', 'seen', 'failed', 'dropped')),
            reason TEXT
        ) STRICT;
        CREATE INDEX messages_of_conversation ON messages (conversation, time, id);
        CREATE INDEX messages_undecided ON messages (conversation, id) WHERE undecided = 1;
        CREATE INDEX messages_by_platform_id ON messages (platform_hash) WHERE platform_hash IS NOT NULL;

        -- What is to be sent. Rows are leased, never removed before the platform has answered.
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL REFERENCES conversations (id),
            message INTEGER NOT NULL UNIQUE REFERENCES messages (id),
            channel TEXT NOT NULL,
            purpose TEXT NOT NULL CHECK (purpose IN ('bot', 'safety', 'person')),
            generation INTEGER NOT NULL,
            idempotency BLOB UNIQUE,
            body BLOB NOT NULL,
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dead', 'dropped')),
            next_at INTEGER NOT NULL,
            lease_until INTEGER,
            created INTEGER NOT NULL,
            reason TEXT
        ) STRICT;
        CREATE INDEX outbox_open ON outbox (conversation, id) WHERE state = 'open';
        CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'dead';

        -- The platform calls a message was rendered into, once, at its first lease.
        CREATE TABLE outbox_parts (
            id INTEGER PRIMARY KEY,
            outbox INTEGER NOT NULL REFERENCES outbox (id),
            number INTEGER NOT NULL,
            parts INTEGER NOT NULL,
            call BLOB NOT NULL,
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'leased', 'unknown', 'sent', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            platform_hash BLOB,
            UNIQUE (outbox, number)
        ) STRICT;
        CREATE INDEX outbox_parts_by_platform_id ON outbox_parts (platform_hash) WHERE platform_hash IS NOT NULL;

        CREATE TABLE credentials (
            channel TEXT NOT NULL PRIMARY KEY,
            access_token BLOB NOT NULL,
            refresh_token BLOB,
            expires INTEGER,
            refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
            updated INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- One row a request, without personal data; statistics are computed from here alone. Erasure cuts the link in
        -- `requests` and keeps the row.
        CREATE TABLE facts (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            received INTEGER NOT NULL,
            channel TEXT NOT NULL,
            by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)),
            language TEXT,
            kind TEXT NOT NULL,
            topic TEXT,
            ward TEXT,
            department TEXT,
            answered_by TEXT CHECK (answered_by IN ('bot', 'people')),
            answered INTEGER,
            seen_by_person INTEGER,
            asked_again INTEGER NOT NULL DEFAULT 0 CHECK (asked_again IN (0, 1)),
            outcome TEXT,
            closed INTEGER,
            reopened INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE requests (
            fact BLOB NOT NULL PRIMARY KEY REFERENCES facts (id),
            conversation INTEGER NOT NULL REFERENCES conversations (id),
            ticket INTEGER UNIQUE REFERENCES tickets (id),
            matter TEXT NOT NULL,
            last_turn INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX requests_of_conversation ON requests (conversation, matter, last_turn);

        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            agent INTEGER REFERENCES agents (id),
            action TEXT NOT NULL,
            object TEXT NOT NULL
        ) STRICT;
        """

    /// Since when an emergency waits for a person's eyes; when its text was found not to have arrived; and until when
    /// emergencies of a contact whose last one was none make no sound.
    private static let emergencies = """
        ALTER TABLE tickets ADD COLUMN red_since INTEGER;
        ALTER TABLE tickets ADD COLUMN unsent INTEGER;
        ALTER TABLE contacts ADD COLUMN reds_silent_until INTEGER;
        UPDATE tickets SET red_since = opened WHERE priority = 2;
        """

    /// What nothing reads any more.
    private static let unused = """
        ALTER TABLE conversations DROP COLUMN turn;
        ALTER TABLE conversations DROP COLUMN safety_at;
        """

    private static let editing = """
        -- The role 'editor' is kept beside `role`, whose check a released step cannot widen: an editor works on FAQ
        -- entries and on no ticket.
        ALTER TABLE agents ADD COLUMN editor INTEGER NOT NULL DEFAULT 0 CHECK (editor IN (0, 1));

        -- What an editor has written and not published.
        CREATE TABLE drafts (
            agent INTEGER NOT NULL REFERENCES agents (id),
            entry TEXT NOT NULL,
            body BLOB NOT NULL,
            saved INTEGER NOT NULL,
            PRIMARY KEY (agent, entry)
        ) STRICT, WITHOUT ROWID;

        -- Sets of FAQ files that were in force, newest last. No agent: changed in the folder.
        CREATE TABLE published (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hash TEXT NOT NULL,
            at INTEGER NOT NULL,
            agent INTEGER REFERENCES agents (id),
            change BLOB NOT NULL,
            restored INTEGER
        ) STRICT;

        -- A file's bytes once, however many sets hold them.
        CREATE TABLE file_contents (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE published_files (
            published INTEGER NOT NULL REFERENCES published (id),
            name TEXT NOT NULL,
            content BLOB NOT NULL REFERENCES file_contents (hash),
            PRIMARY KEY (published, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX published_files_content ON published_files (content);
        """

    private static let secondReaders = """
        -- Since when a draft waits for a second person, and the word with which one gave it back.
        ALTER TABLE drafts ADD COLUMN waiting INTEGER;
        ALTER TABLE drafts ADD COLUMN returned BLOB;
        ALTER TABLE drafts ADD COLUMN returned_by INTEGER REFERENCES agents (id);

        -- Who read a set before it came into force, beside who wrote what is new in it.
        ALTER TABLE published ADD COLUMN reader INTEGER REFERENCES agents (id);

        -- Changes that came into force without a second person: why, and the entry as it was (none: a new one). They are
        -- unread until `read`; without a reader they were taken back.
        CREATE TABLE lone_changes (
            id INTEGER PRIMARY KEY,
            entry TEXT NOT NULL,
            agent INTEGER NOT NULL REFERENCES agents (id),
            at INTEGER NOT NULL,
            reason BLOB,
            before BLOB,
            read INTEGER,
            reader INTEGER REFERENCES agents (id),
            CHECK (reader <> agent)
        ) STRICT;
        CREATE INDEX lone_changes_unread ON lone_changes (id) WHERE read IS NULL;
        """
}
