PRAGMA application_id = 1180189771;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE accounts (
        account_id INTEGER PRIMARY KEY,
        label TEXT NOT NULL,
        host TEXT NOT NULL,
        api_name TEXT NOT NULL,
        added_utc REAL NOT NULL, added_boot TEXT NOT NULL, added_elapsed REAL NOT NULL
    ) STRICT
    ;
INSERT INTO "accounts" VALUES(1,'Mine','www.firefox.fun','12348',1790000002.0,'boot-one',102.0);
INSERT INTO "accounts" VALUES(2,'Pasted','www.firefox.fun','',1790000003.0,'boot-one',103.0);
CREATE TABLE answers (
        answer_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        event_id INTEGER NOT NULL REFERENCES events,
        act TEXT NOT NULL,
        raw BLOB NOT NULL
    ) STRICT
    ;
INSERT INTO "answers" VALUES(1,1,2,'getPhone',X'317C37464537384443427C323032362D30382D31305430383A32383A32317C7475727C39307C7C434F4D32367C35353531323334353637');
CREATE TABLE balances (
        balance_id INTEGER PRIMARY KEY,
        account_id INTEGER NOT NULL REFERENCES accounts,
        amount INTEGER NOT NULL,
        level TEXT NOT NULL,
        points TEXT NOT NULL,
        seen_utc REAL NOT NULL, seen_boot TEXT NOT NULL, seen_elapsed REAL NOT NULL
    ) STRICT
    ;
INSERT INTO "balances" VALUES(1,1,12500000,'1','30',1790000004.0,'boot-one',104.0);
CREATE TABLE events (
        event_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        utc REAL NOT NULL, boot TEXT NOT NULL, elapsed REAL NOT NULL,
        event TEXT NOT NULL,
        act TEXT NOT NULL,
        detail TEXT NOT NULL,
        looks INTEGER NOT NULL,
        state TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "events" VALUES(1,1,1790000005.0,'boot-one',105.0,'intended','getPhone','{}',0,'asking');
INSERT INTO "events" VALUES(2,1,1790000006.0,'boot-one',106.0,'answered','getPhone','{}',0,'asking');
INSERT INTO "events" VALUES(3,1,1790000007.0,'boot-one',107.0,'granted','getPhone','{}',0,'waiting');
INSERT INTO "events" VALUES(4,1,1790000008.0,'boot-one',108.0,'sms','getPhoneCode','{}',7,'received');
INSERT INTO "events" VALUES(5,2,1790000009.0,'boot-one',109.0,'intended','getPhone','{}',0,'asking');
INSERT INTO "events" VALUES(6,2,1790000010.0,'boot-one',110.0,'outcome_unknown','getPhone','{"cause":"timeout"}',0,'uncertain');
INSERT INTO "events" VALUES(7,3,1790000011.0,'boot-one',111.0,'intended','getPhone','{}',0,'asking');
INSERT INTO "events" VALUES(8,3,1790000012.0,'boot-one',112.0,'refused','getPhone','{"code":"-1"}',0,'refused');
INSERT INTO "events" VALUES(9,4,1790000013.0,'boot-one',113.0,'intended','getPhone','{}',0,'asking');
INSERT INTO "events" VALUES(10,4,1790000014.0,'boot-one',114.0,'granted','getPhone','{}',0,'waiting');
INSERT INTO "events" VALUES(11,4,1790000015.0,'boot-one',115.0,'release_wanted','','{}',0,'releasing');
CREATE TABLE leases (
        lease_id INTEGER PRIMARY KEY,
        account_id INTEGER NOT NULL REFERENCES accounts,
        host TEXT NOT NULL,
        service_id TEXT NOT NULL,
        service TEXT NOT NULL,
        country_id TEXT NOT NULL,
        country TEXT NOT NULL,
        list_price INTEGER,
        dearest INTEGER,
        max_price INTEGER,
        did TEXT NOT NULL,
        dock INTEGER NOT NULL,
        mobile TEXT NOT NULL,
        push_url TEXT NOT NULL,
        linked INTEGER REFERENCES leases,
        balance_before INTEGER,
        balance_utc REAL, balance_boot TEXT, balance_elapsed REAL,
        asked_utc REAL NOT NULL, asked_boot TEXT NOT NULL, asked_elapsed REAL NOT NULL,
        state TEXT NOT NULL,
        marks TEXT NOT NULL,
        changed_utc REAL NOT NULL, changed_boot TEXT NOT NULL, changed_elapsed REAL NOT NULL,
        granted_utc REAL, granted_boot TEXT, granted_elapsed REAL,
        pkey TEXT,
        got TEXT, granted_country TEXT, area_code TEXT, city TEXT, port TEXT, number TEXT, docking_code TEXT,
        refusal_act TEXT, refusal_code TEXT,
        due_utc REAL, due_boot TEXT, due_elapsed REAL,
        reason TEXT NOT NULL,
        looks INTEGER NOT NULL,
        rounds INTEGER NOT NULL,
        sent_once INTEGER NOT NULL,
        shown INTEGER NOT NULL
    , auto_utc REAL, auto_boot TEXT, auto_elapsed REAL) STRICT
    ;
INSERT INTO "leases" VALUES(1,1,'www.firefox.fun','1096','Some service','tur','+90/土耳其/turkey',650000,NULL,NULL,'',0,'','',NULL,12500000,1790000004.0,'boot-one',104.0,1790000005.0,'boot-one',105.0,'received','',1790000008.0,'boot-one',108.0,1790000007.0,'boot-one',107.0,'7FE78DCB','2026-08-10T08:28:21','tur','90','','COM26','5551234567','',NULL,NULL,NULL,NULL,NULL,'',7,1,0,1,NULL,NULL,NULL);
INSERT INTO "leases" VALUES(2,1,'www.firefox.fun','1096','Some service','tur','+90/土耳其/turkey',650000,NULL,1000000,'',0,'','',NULL,NULL,NULL,NULL,NULL,1790000009.0,'boot-one',109.0,'uncertain','',1790000010.0,'boot-one',110.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',0,1,0,1,NULL,NULL,NULL);
INSERT INTO "leases" VALUES(3,1,'www.firefox.fun','1096','Some service','tur','+90/土耳其/turkey',650000,NULL,NULL,'',0,'','',NULL,NULL,NULL,NULL,NULL,1790000011.0,'boot-one',111.0,'refused','',1790000012.0,'boot-one',112.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'getPhone','-1',NULL,NULL,NULL,'',0,1,0,0,NULL,NULL,NULL);
INSERT INTO "leases" VALUES(4,1,'www.firefox.fun','1096','Some service','tur','+90/土耳其/turkey',650000,NULL,NULL,'',0,'','',1,12500000,1790000004.0,'boot-one',104.0,1790000013.0,'boot-one',113.0,'releasing','sold_twice',1790000015.0,'boot-one',115.0,1790000014.0,'boot-one',114.0,'7FE78DCB','2026-08-10T08:28:21','tur','90','','COM26','5551234567','',NULL,NULL,1790000100.0,'boot-one',200.0,'',0,1,0,1,NULL,NULL,NULL);
CREATE TABLE pacing (
        act TEXT NOT NULL,
        key TEXT NOT NULL,
        utc REAL NOT NULL, boot TEXT NOT NULL, elapsed REAL NOT NULL,
        PRIMARY KEY (act, key)
    ) STRICT
    ;
INSERT INTO "pacing" VALUES('myInfo','1',1790000000.0,'boot-one',100.0);
CREATE TABLE rounds (
        round_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        round INTEGER NOT NULL,
        act TEXT NOT NULL,
        list_price INTEGER,
        intended INTEGER NOT NULL REFERENCES events,
        outcome TEXT NOT NULL,
        decided INTEGER REFERENCES events
    ) STRICT
    ;
INSERT INTO "rounds" VALUES(1,1,1,'getPhone',650000,1,'accepted',3);
INSERT INTO "rounds" VALUES(2,2,1,'getPhone',650000,5,'unknown',6);
INSERT INTO "rounds" VALUES(3,3,1,'getPhone',650000,7,'refused',8);
INSERT INTO "rounds" VALUES(4,4,1,'getPhone',650000,9,'accepted',10);
CREATE TABLE sms (
        sms_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        event_id INTEGER NOT NULL REFERENCES events,
        pkey TEXT NOT NULL,
        round INTEGER NOT NULL,
        code TEXT NOT NULL,
        text TEXT NOT NULL,
        receipt INTEGER NOT NULL,
        late INTEGER NOT NULL,
        received_utc REAL NOT NULL, received_boot TEXT NOT NULL, received_elapsed REAL NOT NULL
    , digest BLOB) STRICT
    ;
INSERT INTO "sms" VALUES(1,1,4,'7FE78DCB',1,'4711','您的验证码 4711',0,0,1790000008.0,'boot-one',108.0,NULL);
CREATE UNIQUE INDEX accounts_by_name ON accounts (host, api_name) WHERE api_name <> '';
CREATE UNIQUE INDEX accounts_by_label ON accounts (host, label) WHERE api_name = '';
CREATE INDEX leases_by_pkey ON leases (pkey) WHERE pkey IS NOT NULL;
CREATE INDEX leases_shown ON leases (lease_id) WHERE shown = 1;
CREATE INDEX leases_by_account ON leases (account_id);
CREATE INDEX events_by_lease ON events (lease_id);
CREATE INDEX answers_by_lease ON answers (lease_id);
CREATE INDEX sms_by_lease ON sms (lease_id);
CREATE INDEX sms_by_pkey ON sms (pkey);
CREATE INDEX rounds_by_lease ON rounds (lease_id);
CREATE INDEX balances_by_account ON balances (account_id, seen_utc);
CREATE INDEX sms_by_time ON sms (received_utc);
CREATE INDEX leases_not_over ON leases (lease_id) WHERE state IN
        ('asking','blacklisting','receipt','releasing','sending','uncertain','waiting')
    ;
CREATE INDEX leases_in_doubt ON leases (lease_id)
        WHERE instr(marks, 'uncertain_act') OR instr(marks, 'act_out')
    ;
CREATE INDEX rounds_undecided ON rounds (lease_id) WHERE outcome IN ('asked','unknown');
CREATE INDEX rounds_given_up ON rounds (lease_id) WHERE outcome IN ('done','late','lost');
CREATE INDEX rounds_again ON rounds (lease_id) WHERE act = 'setAgain' AND outcome = 'accepted';
CREATE INDEX events_by_time ON events (utc);
COMMIT;
