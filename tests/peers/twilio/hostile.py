"""Requests that Twilio never makes. None is served, none stops the service,
and each answer says why in one line."""

import errno
import os
import socket
import unittest
from urllib.parse import urlencode

from peer import (FORM, PUBLIC, TOKEN, Call, Cgi, Server, config, sign, ticket)

NAMES = [f"agent-{number}" for number in range(250)]
AGENTS = ("strategy skip_busy", "queue support") + tuple(
    f"agent {number} client:{name}" for number, name in enumerate(NAMES)
) + ("group sales 1 2",)
START = (("CallSid", "CA1"), ("From", "+14155550199"),
         ("CallStatus", "ringing"))
MOST = 16384
FIELDS = 200


def body_of(pairs):
    return urlencode(list(pairs)).encode()


class Hostile:
    shell = None

    def setUp(self):
        self.handler = self.shell(config(*AGENTS))

    def tearDown(self):
        # Whatever was sent: the next good call is served.
        self.assertIn(Call(self.handler).start().target, NAMES)
        self.assertEqual(self.handler.stop(), 0)

    def ask(self, pairs=START, query="", signature=None, **more):
        if signature is None:
            signature = sign(PUBLIC + query, pairs)
        return self.handler.ask(query, more.pop("body", body_of(pairs)),
                                signature, **more)

    def refused(self, answer, status, why):
        self.assertEqual(answer.status, status, answer)
        self.assertIn(why, answer.body.decode())
        self.assertEqual(answer.body.count(b"\n"), 1)
        self.assertTrue(answer.type.startswith("text/plain"), answer)

    def test_a_missing_signature_is_refused(self):
        self.refused(self.handler.ask("", body_of(START)), 403, "missing")

    def test_a_wrong_signature_is_refused(self):
        good = sign(PUBLIC, START)
        for bad in ("x", good[:-1], good + "=", good.swapcase(), good[1:],
                    "A" * 28, sign(PUBLIC, START, "other"), " ", good + "," +
                    good, sign("https://evil.example/dial", START),
                    sign(PUBLIC + "/", START), sign(PUBLIC, ())):
            with self.subTest(bad):
                self.refused(self.ask(signature=bad), 403, "")

    def test_each_letter_of_a_signature_counts(self):
        good = sign(PUBLIC, START)
        for place in range(27):
            other = "A" if good[place] != "A" else "B"
            bad = good[:place] + other + good[place + 1:]
            self.assertEqual(self.ask(signature=bad).status, 403)

    def test_the_port_may_be_signed_or_not(self):
        for url in (PUBLIC, PUBLIC.replace(".com", ".com:443")):
            answer = self.ask(signature=sign(url, START))
            self.assertEqual(answer.status, 200)
        for url in (PUBLIC.replace(".com", ".com:80"),
                    PUBLIC.replace("https", "http")):
            self.assertEqual(self.ask(signature=sign(url, START)).status, 403)

    def test_what_the_request_says_of_its_host_is_not_believed(self):
        for name in ("Host", "X-Forwarded-Host", "X-Forwarded-Proto",
                     "X-Original-URL", "Forwarded"):
            answer = self.ask(
                signature=sign("https://evil.example/dial", START),
                headers=((name, "evil.example"),))
            self.assertEqual(answer.status, 403)

    def test_a_changed_field_is_refused(self):
        good = sign(PUBLIC, START)
        for changed in (START[:2], START + (("Digits", "1"),),
                        (("CallSid", "CA2"),) + START[1:],
                        START[:2] + (("CallStatus", "completed"),)):
            self.refused(self.ask(changed, signature=good), 403, "wrong")

    def test_a_changed_ticket_is_refused_by_the_signature(self):
        call = Call(self.handler).start()
        url = call.next_url
        fields = call.fields(DialCallStatus="busy")
        good = sign(url, fields.items())
        old = ticket(url)
        for new in (old[:-1], old + "A", "B" + old[1:], "", old.lower()):
            changed = url.replace(old, new).partition("?")[2]
            self.refused(self.ask(fields.items(), "?" + changed, good), 403,
                         "wrong")

    def test_a_changed_ticket_is_refused_even_with_a_good_signature(self):
        call = Call(self.handler).start()
        url = call.next_url
        fields = call.fields(DialCallStatus="busy")
        old = ticket(url)
        token, seal = old.split(".")
        forged = [token, token + ".", "." + seal, ".", "", token[1:] + "." +
                  seal, token + "." + seal[:-1], token + "." + seal[::-1],
                  "A" * 5000]
        forged += [old[:i] + ("A" if old[i] != "A" else "B") + old[i + 1:]
                   for i in range(0, len(old), 7)]
        for new in forged:
            changed = url.replace(old, new)
            answer = self.ask(fields.items(), "?" + changed.partition("?")[2],
                              sign(changed, fields.items()))
            self.refused(answer, 403, "ticket")

    def test_a_ticket_belongs_to_its_call_its_step_and_its_group(self):
        call = Call(self.handler).start()
        url = call.next_url
        fields = call.fields(DialCallStatus="busy")
        elsewhere = [
            (url, {**fields, "CallSid": "CA2"}),
            (url.replace("step=dial", "step=again"), fields),
            (url.replace("step=dial", "step=status"),
             {**fields, "ParentCallSid": call.sid}),
            (url + "&group=sales", fields)]
        for place, told in elsewhere:
            with self.subTest(place):
                answer = self.ask(told.items(), "?" + place.partition("?")[2],
                                  sign(place, told.items()))
                self.refused(answer, 403, "ticket")

    def test_a_byte_cannot_move_from_the_url_into_a_field(self):
        """URL and fields are signed as one text: this signature is right."""
        call = Call(self.handler).start()
        url = call.next_url
        fields = call.fields(DialCallStatus="busy")
        good = sign(url, fields.items())
        moved = dict(fields)
        account = moved.pop("AccountSid")
        longer = url + "AccountSid" + account
        self.assertEqual(sign(longer, moved.items()), good)
        self.refused(self.ask(moved.items(), "?" + longer.partition("?")[2],
                              good), 403, "ticket")

    def test_a_large_body_is_refused(self):
        for size in (MOST + 1, 70000, 1000000):
            body = b"a=" + b"x" * (size - 2)
            answer = self.ask(body=body, signature="A" * 28)
            self.refused(answer, 413, "too large")

    def test_the_largest_body_is_read(self):
        pairs = START + (("pad", "x" * (MOST - len(body_of(START)) - 5)),)
        self.assertEqual(len(body_of(pairs)), MOST)
        self.assertEqual(self.ask(pairs).status, 200)

    def test_thousands_of_fields_are_refused(self):
        for count in (FIELDS + 1, 3000):
            self.refused(self.ask(body=b"&".join([b"a=1"] * count)), 413,
                         "fields")
        pairs = START + tuple((f"f{i}", "")
                              for i in range(FIELDS - len(START)))
        self.assertEqual(self.ask(pairs).status, 200)

    def test_broken_escapes_are_refused(self):
        for tail in ("%", "%4", "%zz", "%%41", "x=%-1", "%2"):
            self.refused(self.ask(body=body_of(START) + b"&a=" +
                                  tail.encode()), 400, "percent")

    def test_nul_bytes_hide_nothing(self):
        for sid in ("CA1\0", "\0", "CA1\0CA2"):
            pairs = (("CallSid", sid),) + START[1:]
            self.refused(self.ask(pairs), 400, "CallSid")
        raw = body_of(START) + b"&Nul=\0\0&CallSid\0=CA9"
        pairs = START + (("Nul", "\0\0"), ("CallSid\0", "CA9"))
        self.assertEqual(self.ask(pairs, body=raw).status, 200)

    def test_a_call_has_one_name(self):
        for pairs in (START[1:], START + (("CallSid", "CA2"),),
                      (("CallSid", ""),), (("CallSid", "x" * 65),),
                      (("CallSid", "CA1;rm"),), (("callsid", "CA1"),)):
            self.refused(self.ask(pairs), 400, "CallSid")

    def test_the_same_field_twice_is_one(self):
        pairs = START + (START[0],)
        self.assertEqual(self.ask(pairs).status, 200)

    def test_our_own_words_stand_there_once(self):
        for query in ("?step=dial&step=again", "?hunt=a&hunt=b",
                      "?group=sales&group=x"):
            self.refused(self.ask(query=query), 400, "twice")

    def test_unknown_steps_and_groups_are_refused(self):
        self.refused(self.ask(query="?step=admin"), 404, "step")
        self.refused(self.ask(query="?group=nobody"), 404, "group")

    def test_words_in_the_body_are_none_of_ours(self):
        pairs = START + (("step", "voicemail"), ("hunt", "x"))
        self.assertIn(b"<Dial", self.ask(pairs).body)

    def test_other_types_are_refused(self):
        for kind in ("application/json", "text/plain", "multipart/form-data",
                     "", FORM + "x", "application/x-www-form-urlencode"):
            self.refused(self.ask(kind=kind), 415, "Content-Type")
        for kind in (FORM.upper(), FORM + "; charset=UTF-8"):
            self.assertEqual(self.ask(kind=kind).status, 200)

    def test_other_methods_are_refused(self):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "post", "TRACE"):
            answer = self.ask(method=method)
            self.assertEqual(answer.status, 405, method)

    def test_a_get_is_signed_with_its_whole_query(self):
        query = "?" + urlencode(list(START))
        good = sign(PUBLIC + query)
        self.assertEqual(self.ask((), query, good, method="GET").status, 200)
        self.refused(self.ask((), query + "&a=1", good, method="GET"), 403,
                     "wrong")
        self.refused(self.ask((), query, sign(PUBLIC, START), method="GET"),
                     403, "wrong")

    def test_news_needs_a_ticket_too(self):
        call = Call(self.handler).start()
        self.assertEqual(call.news("in-progress").status, 200)
        self.assertEqual(call.news("melting").status, 200)
        self.assertEqual(call.news("completed").status, 200)
        self.assertEqual(call.news("completed").status, 200)
        self.assertEqual(call.news("busy", ParentCallSid="CA7").status, 403)

    def test_a_caller_has_no_say_in_how_an_agent_ended(self):
        """Who calls in by SIP may add headers; Twilio passes them on."""
        for name in ("SipHeader_X-Twilio-Error", "X-Twilio-Error",
                     "SipResponseCode", "dialcallstatus", "DialBridged "):
            for value in ("10004", "31486", "200", "completed", "true"):
                call = Call(self.handler).start()
                first = call.target
                call.ended("busy", **{name: value})
                self.assertNotIn(call.target, (None, first), (name, value))
                call.ended(None, **{name: value, "CallStatus": "in-progress"})
                self.assertIsNotNone(call.target, (name, value))

    def test_the_auth_token_is_never_told(self):
        self.ask()
        self.ask(signature="A" * 28)
        self.assertNotIn(TOKEN, self.handler.said())


class HostileToServer(Hostile, unittest.TestCase):
    shell = Server

    def raw(self, request, patience=240):
        with socket.create_connection(("127.0.0.1", self.handler.port),
                                      10) as line:
            line.settimeout(patience)
            answer = b""
            try:
                line.sendall(request)
                line.shutdown(socket.SHUT_WR)
                while more := line.recv(65536):
                    answer += more
            except (ConnectionError, TimeoutError):
                pass  # it may hang up early, or wait for the rest
            except OSError as error:
                self.assertEqual(error.errno, errno.ENOTCONN)
            return answer

    def test_noise_is_survived(self):
        for noise in (b"", b"\0" * 1000, b"GET", b"\x16\x03\x01" * 40,
                      b"POST /dial HTTP/1.1\r\n\r\n",
                      b"POST /dial HTTP/9.9\r\nHost: a\r\n\r\n",
                      b"GET " + b"/" * 40000 + b" HTTP/1.1\r\n\r\n",
                      b"GET /dial HTTP/1.1\r\n" + b"A: b\r\n" * 9000 + b"\r\n",
                      b"POST /dial HTTP/1.1\r\nHost: a\r\n"
                      b"Content-Length: -1\r\n\r\n",
                      b"POST /dial HTTP/1.1\r\nHost: a\r\n"
                      b"Content-Length: 99999999999999999999\r\n\r\n",
                      b"POST /dial HTTP/1.1\r\nHost: a\r\n"
                      b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                      os.urandom(5000)):
            self.assertNotIn(b"200 OK", self.raw(noise, patience=1))

    def test_a_body_said_to_be_too_long_is_not_waited_for(self):
        self.assertIn(b" 413 ", self.raw(
            b"POST /dial HTTP/1.1\r\nHost: a\r\n"
            b"Content-Length: 100000000\r\n\r\n"))

    def test_a_body_that_never_ends_is_cut_off(self):
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        head = (b"POST /dial HTTP/1.1\r\nHost: a\r\nContent-Type: " +
                FORM.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.assertNotIn(b"200 OK", self.raw(head + chunk * 200))

    def test_a_long_chunked_body_is_told_so(self):
        head = (b"POST /dial HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                b"X-Twilio-Signature: x\r\nContent-Type: " + FORM.encode() +
                b"\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        self.assertIn(b" 413 ", self.raw(head + chunk * 4 + b"0\r\n\r\n"))

    def test_idle_and_slow_clients_do_not_hold_up_others(self):
        lines = [socket.create_connection(("127.0.0.1", self.handler.port), 10)
                 for _ in range(200)]
        for number, line in enumerate(lines):
            self.addCleanup(line.close)
            line.sendall(b"POST /dial HTTP/1.1\r\nHost: a\r\nContent-Length: 9"
                         [:number])
        self.assertIn(Call(self.handler).start().target, NAMES)

    def test_other_paths_are_not_served(self):
        for path in ("/", "/dial/", "/dialx", "/DIAL", "//dial", "/dial%00",
                     "/../dial", "/dial;x"):
            answer = self.raw(f"GET {path} HTTP/1.1\r\nHost: a\r\n"
                              "Connection: close\r\n\r\n".encode())
            self.assertIn(b" 404 ", answer.split(b"\r\n")[0])


class HostileToCgi(Hostile, unittest.TestCase):
    shell = Cgi


if __name__ == "__main__":
    unittest.main()
