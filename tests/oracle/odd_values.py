"""Values as they should be, and as they should not be."""

# Start lines without a status of 100 to 699.
NO_STATUS = [
    'SIP/2.0 4294967782 X', 'SIP/2.0 4294967296486 X', 'SIP/2.0 099 X',
    'SIP/2.0 48 X', 'SIP/2.0 4 8 6 X', 'SIP/2.0 4x6 X', 'SIP/2.0 700 X',
    'SIP/2.0 701 X', 'SIP/2.0 799 X', 'SIP/2.0 999 X', 'SIP/2.0 1000 X',
    'SIP/2.0 0486 X', 'SIP/2.0 000 X', 'SIP/2.0 -48 X', 'SIP/2.0 +486 X',
    'SIP/2.0 486Busy', 'SIP/2.0 48', 'SIP/2.0 4.6 X', 'SIP/2.0 0x1e6 X',
    'SIP/3.0 486 X', 'SIP/1.0 486 X', 'SIP/2.1 486 X', 'HTTP/1.1 486 X',
    'HTTP/1.1 503 Service Unavailable', 'SIP/2.0 Busy', 'SIP/2.0 31486 X',
    'SIP/2.0 00486 X', 'SIP/2.0 486, X', 'SIP/2.0 603+ Network Blocked',
    'SIP/2.0 4xx X', 'SIP/2.0 65536 X', 'SIP/2.0 66022 X',
]

# Start lines that are odd but have one.
ODD_STATUS = [
    'SIP/2.0 486', 'SIP/2.0 486 ', 'sip/2.0 486 Busy', 'Sip/2.0 603 Decline',
    'SIP/2.0 486 B\xfcsy \xe9', 'SIP/2.0 486 603 Decline', 'SIP/2.0 200',
    'sip/2.0 503', 'SIP/2.0 100 ', 'SIP/2.0 699',
]

# Retry-After: numbers, comments and parameters; then what is no number of
# seconds, what is a list, and what is damaged behind the number.
RETRY_AFTERS = [
    '0', '1', '60', '060', '0000000000060', '120 (in a meeting)',
    '120(no space)', '120 (a (nested) one)', '120 (a \\) escape)',
    '120 (a \\( escape)', '120 (60;duration=5)', '120 (x);duration=30',
    '120 (x) ;duration=30', '120;duration=30', '120 ; duration = 30',
    '120;DURATION=30', '120;foo', '120;foo=bar', '120;foo="a;b,c"',
    '120;foo=bar;duration=7', '120;duration=7;foo=bar', '120 ()', '120 ((()))',
    '120 (\\\\)', '120 (\\\\);duration=9', '4294967294', '4294967295',
    '4294967296', '4294967297', '99999999999999999999', '18446744073709551617',
    '18446744073709551676', '120;duration=4294967295',
    '120;duration=4294967296', '120;duration=99999999999999999999', '60abc',
    '60 seconds', '60s', '60 s', '1.5', '-5', '+5', '', ' ', 'soon', '2m',
    'Fri, 07 Nov 2025 10:00:00 GMT', '(x) 60', ';duration=5', ', 60', '"60"',
    '0x10', '60-', '60/2', '1e3', '60=5', '60"x"', '60, 300', '60,300',
    '60 , 300', '60,', '60 (x), 300', '60 (x, y)', '60 (x, y;duration=5)',
    '60;duration=5, 300', '60;duration=5,300', '60;foo="a,b"', '60 (x) y',
    '60 (x)(y)', '60 (x) 5', '60 (x)y;duration=5', '90 (back soon',
    '90 (back (soon)', '90 (back \\)', '90 (', '90 (;duration=5', '90 (x\\',
    '60;', '60;;duration=5', '60;duration=5;', '60 (x);', '60; ;duration=5',
    '60;duration', '60;duration=', '60;duration=abc', '60;duration=-5',
    '60;duration=5x', '60;duration="5"', '60;duration=1.5',
    '60;duration=5;duration=6', '60;duration=x;duration=6',
    '60;duration=5;duration=x', '60;durations=5', '60;xduration=5',
    '60;foo=duration=5', '60\t', '60\t(x)', '60 \t ;duration=5', '60)', '60 )',
    '60 (x))', '60.', '60:00', '60;duration=0',
]

# Reason: good values, odd ones, unknown protocols, damage, numbers out of
# range, several values of a protocol.
REASONS = [
    'Q.850;cause=17', 'q.850;cause=17',
    'Q.850 ; cause = 17 ; text = "User busy"',
    'Q.850;text="User busy";cause=17', 'Q.850;CAUSE=17', 'Q.850;cause=017',
    'Q.850;cause=00017', 'Q.850;cause=0000000000000017',
    'Q.850;text="x;cause=1,Q.850;cause=3";cause=17',
    'Q.850;text="a \\" ;cause=1";cause=17', 'Q.850;text="";cause=17',
    'Q.850;foo=bar;cause=17', 'Q.850;foo;cause=17',
    'Q.850;foo="cause=1";cause=17', 'Q.850;xcause=1;cause=17',
    'Q.850;cause=17;cause-x=2', 'SIP;cause=503, Q.850;cause=17',
    'Q.850;cause=17 , SIP;cause=404', 'SIP;cause=404;text="cause=17"',
    'STIR;cause=436, Q.850;cause=17',
    'STIR;cause=436;text="a", STIR;cause=437', 'STIR;cause=438',
    'Preemption;cause=1', 'RELEASE_CAUSE;cause=2;text="RTP"',
    'FAILURE_CAUSE;cause=1', 'XYZ;cause=17', 'XYZ;cause=17, Q.850;cause=17',
    'DIAMETER;cause=5003', 'Q.8500;cause=17', 'Q.85;cause=17',
    'SIPS;cause=404', 'Q.850', 'SIP', 'Q.850;text="x"', 'Q.850;location=U',
    'XYZ', 'Q850;cause=17', 'q850;cause=17', 'Q850;cause=21;location=U',
    'Q-850;cause=17', 'Q.850;cause="17"', 'Q.850;cause="017"',
    'SIP;cause="486"', 'Q.850;cause=17;', 'Q.850;;cause=17',
    'Q.850;cause=17;;text="x"', ';cause=17', ';cause=3,', 'Q.850;cause=17,',
    ',Q.850;cause=17', 'Q.850;cause=17,,SIP;cause=404', ', ,', ';', ',',
    'Q.850;', 'Q.850;cause=17;cause=34', 'Q.850;cause=17;cause=17',
    'Q.850;cause=16;cause=17', 'Q.850;cause=17;text="User busy',
    'Q.850;text="User busy;cause=17', 'Q.850;cause=17;text="x, SIP;cause=404',
    'Q.850;cause=17;text=User busy', 'Q.850;text=User busy;cause=17',
    'Q.850;text=busy;cause=17', 'Q.850;cause=17;text=No circuit, sorry',
    'SIP;cause=404;text=x, Q.850;cause=17', 'Q.850;cause=17;text="x" y',
    'Q.850;cause=0', 'Q.850;cause=128', 'Q.850;cause=129', 'Q.850;cause=144',
    'Q.850;cause=145', 'Q.850;cause=149;location=U', 'Q.850;cause=162',
    'Q.850;cause=255', 'Q.850;cause=256', 'Q.850;cause=273', 'Q.850;cause=400',
    'Q.850;cause=4294967313', 'Q.850;cause=18446744073709551633',
    'Q.850;cause=99999999999999999999999', 'Q.850;cause=127',
    'Q.850;cause=126', 'Q.850;cause=163', 'Q.850;cause=0, SIP;cause=404',
    'Q.850;cause=300, SIP;cause=404', 'SIP;cause=0', 'SIP;cause=99',
    'SIP;cause=100', 'SIP;cause=700', 'SIP;cause=699', 'SIP;cause=4294967782',
    'SIP;cause=1486', 'SIP;cause=0486', 'SIP;cause=00404',
    'SIP;cause=404;location=U', 'sip;cause=404', 'Sip ;text="x" ;cause = 404',
    'Q.850;cause=34, Q.850;cause=17', 'Q.850;cause=16, Q.850;cause=17',
    'Q.850;text="x", Q.850;cause=17', 'Q.850;cause=0, Q.850;cause=17',
    'SIP;cause=404, SIP;cause=486', 'SIP;text="x", SIP;cause=404',
    'SIP;cause=99, SIP;cause=404', 'Q850;cause=34, Q.850;cause=17',
    'Q.850;cause=34, SIP;cause=404, Q.850;cause=17', 'Q.850;cause=abc',
    'Q.850;cause=', 'Q.850;cause', 'Q.850;cause=-17', 'Q.850;cause=17x',
    'Q.850;cause=1 7', 'Q.850;cause=17.0', 'SIP;cause=4xx', 'Q.850;cause=0x11',
    'Q.850 cause=17', 'Q.850=17', 'cause=17', 'Q.850,cause=17',
    'Q.850:cause=17', 'Q.850;cause=21;location=u',
    'Q.850;cause=21;location="U"', 'Q.850;cause=21;location=',
    'Q.850;cause=21;location', 'Q.850;cause=21;location=XX',
    'Q.850;cause=21;LOCATION=U', 'Q.850;cause=21 ;location = U',
    'Q.850;cause=21;xlocation=U', 'Q.850;cause=21;text="location=U"',
    'Q.850;cause=21;location=UU', 'SIP;cause=480;location=U, Q.850;cause=21',
    'Q.850;cause=21, SIP;cause=480;location=U',
    'Q.850;cause=21;location=LOC-8', 'Q.850;cause=21;location=BI',
    'Q.850;location=U;cause=21', 'Preemption;cause=0',
    'Preemption;cause=1;cause=2', 'Preemption;cause=1;',
    'Q.850;cause=17;text="a";text="b"', 'Preemption;text="a;cause=1',
    'SIP foo;cause=480', 'Q.850 x="y";cause=17', 'FOO BAR;cause=1;',
]

# Warning: one to five values, and damage.
WARNINGS = [
    '305 h.example "x"', '305 h.example "x", 370 h.example "y"',
    '370 h "a, b"', '399 h "text"', '300 h "x"', '308 h "x"', '309 h "x"',
    '330 h "x"', '331 h "x"', '332 h "x"', '369 h "x"', '371 h "x"',
    '299 h "x"', '380 h "x"', '381 h "x"', '382 h "x"', '381 h "x", 380 h "y"',
    '380 h "x", 381 h "y"', '3050 host "x"', '304 "missing agent"',
    '370 h Insufficient bandwidth', '30 h "x"', '38 h "x"', '3810 h "x"',
    '0381 h "x"', 'abc', '', ',', '305 h "x",', ', 305 h "x"', '305', '381',
    '381 h', '305 h "unclosed', '381 h "unclosed, 380 h', '305 h "x" y',
    '305 h "x \\" y"', '399 a "1", 399 a "2", 399 a "3", 381 a "4"',
    '399 a "1", 399 a "2", 399 a "3", 399 a "4", 381 a "5"',
    '399 a "1", 399 a "2", 399 a "3", 399 a "4", 305 a "5"',
    '3990 a "1", 399 a "1", 399 a "2", 399 a "3", 381 a "4"',
    '305 [2001:db8::1]:5060 "x"', '305  h  "x"', '399 h "381 h"',
    '399 h "a, 381 b"', '399 h "a", 381 b "c"', '999 h "x"', '000 h "x"',
    '381 h "x", 381 h "x"', '3x1 h "x"', '-381 h "x"',
    '307 192.0.2.1:5060 "Session parameter not understood"',
    'x "381 h", 305 h "y"',
]

# Contact: what can be called, and what cannot.
CONTACTS = [
    '<sip:a@b.example>', '<sips:a@b.example>', '<tel:+15550100>',
    '<SIP:a@b.example>', '<Tel:+1555>', 'sip:a@b.example',
    'sip:a@b.example;q=0.5', 'tel:+15550100', 'SIPS:a@b.example',
    '<mailto:a@b.example>', 'mailto:a@b.example', '<http://b.example/>', '*',
    '', '"sip:x@y" <mailto:a@b.example>',
    '"a, <sip:x@y>" <mailto:a@b.example>', 'Kim <sip:a@b.example>;q=0.1',
    '"Kim" <sip:a@b.example>', '<mailto:a@b.example>, <sip:a@b.example>',
    '<mailto:a@b.example>;q=1,<tel:+1>', '<sipx:a@b.example>',
    '<xsip:a@b.example>', 'sipa@b.example', '<mailto:sip:a@b.example>',
    '<http://b.example/?u=sip:a@b>', '"x \\" <sip:a@b>" <mailto:q@r.example>',
    '<urn:service:sos>', '<im:a@b.example>', 'a@b.example',
    '<sip:a@b.example;x="1,2">,<mailto:z@b>', ' < sip:a@b.example>',
]

# Challenges: stale=true, and what only looks like it.
CHALLENGES = [
    'Digest realm="a", nonce="b"', 'Digest realm="a", nonce="b", stale=true',
    'Digest realm="a",stale=TRUE,nonce="b"', 'Digest realm="a", stale = true',
    'Digest realm="a", stale=false', 'Digest stale=true, realm="a"',
    'Digest realm="a", STALE=True', 'Digest realm="stale=true", nonce="b"',
    'Digest realm="x, stale=true", nonce="b"',
    'Digest realm="a", nostale=true', 'Digest realm="a", stale=truer',
    'Digest realm="a", stale="true"',
    'Digest realm="a \\", stale=true, \\" ", nonce="b"',
    'Digest realm="a", stale', 'Digest realm="a", stale=',
    'Digest realm="a", stale=1', 'Digest realm="true", stale="false"',
]

# X-Twilio-Error: 32203 is a row, and what is no number.
TWILIO_ERRORS = [
    '32203', '32203  x', '32203\tx', '32203x', '32203, x', '+32203', '-32203',
    '032203', '0x7dcb', '', 'text 32203', '4294999499', '18446744073709583819',
    '322030', '3220', '32 203', 'Twilio 32203', '"32203"', '32203;x',
    '573005 trial', '603', '404', '32203.0',
]

# CSeq around a CANCEL.
CSEQS = [
    '7 CANCEL', '7  CANCEL', 'CANCEL', '7 INVITE', '7 cancel', '7 CANCELX',
    '7\tCANCEL', '', 'x CANCEL',
]
