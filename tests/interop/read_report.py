#!/usr/bin/env python3
"""Verifies a key chain, opens a roster or a report, offline, after docs/protocol.md. Needs: pip install 'cryptography>=48'

  read_report.py chain  CHAIN.json CONSULTATION [--root KEY_OR_FINGERPRINT]
  read_report.py roster KEYFILE.json EPOCH.wrap.age ROSTER.age CHAIN.json [--root KEY_OR_FINGERPRINT]
  read_report.py report KEYFILE.json EPOCH.wrap.age ENVELOPE.age [--chain CHAIN.json] [--root KEY_OR_FINGERPRINT]

A second reader that shares no code with the project's own: members can read their reports if those are lost, and an
error in those is noticed. The passphrase is asked for, or read from SUTURA_MEMBER_PASSPHRASE.
Specifications: age-encryption.org/v1 (C2SP age.md), RFC 9180 with draft-connolly-cfrg-xwing-kem, RFC 9106, BIP 173.
"""
import argparse
import base64
import getpass
import hashlib
import hmac
import json
import os
import re
import sys
import unicodedata

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Refused(Exception):
    """Something does not hold; the message says what."""


def need(condition, what):
    if not condition:
        raise Refused(what)


def b64(text, altchars=None):
    """Base64 without padding, and only its canonical form: Python's own decoder would let stray bits pass."""
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars, validate=True)
    need(base64.b64encode(data, altchars).decode().rstrip("=") == text, "malformed base64")
    return data


def b64url(text):
    return b64(text, b"-_")


def bech32(text, prefix):
    """BIP 173 without its limit of 90 letters, as age uses it."""
    lower = text.lower()
    need(text in (lower, text.upper()) and lower.startswith(prefix + "1"), f"this is no {prefix}1…")
    values = ["qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(letter) for letter in lower[len(prefix) + 1:]]
    check = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    number, size = 0, 5 * (len(values) - 6)  # the last six are the checksum
    for value in values[:-6]:
        number = number << 5 | value
    spare = size % 8
    need(check == 1 and spare < 5 and number % (1 << spare) == 0, f"malformed {prefix}1…")
    return (number >> spare).to_bytes(size // 8, "big")


def hkdf(key, info, salt=None):
    return HKDF(SHA256(), 32, salt, info).derive(key)


class Identity:
    """The two private keys of a 32-byte seed. SHAKE-256 of it is 64 bytes for ML-KEM (d ‖ z) and 32 for X25519."""

    def __init__(self, seed):
        need(len(seed) == 32, "an identity has 32 bytes")
        keys = hashlib.shake_256(seed).digest(96)
        kem, curve = MLKEM768PrivateKey.from_seed_bytes(keys[:64]), X25519PrivateKey.from_private_bytes(keys[64:])
        self.private = MLKEM768X25519PrivateKey(kem, curve)
        self.public = kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def file_key(self, arguments, body):
        """The file key of a stanza, or None when the stanza is for somebody else."""
        encapsulated = b64(arguments[0])
        # The lengths are checked before anything is opened: age asks for it, against files with two meanings.
        need(len(arguments) == 1 and len(encapsulated) == 1088 + 32 and len(body) == 16 + 16, "malformed stanza")
        suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
        try:
            return suite.decrypt(encapsulated + body, self.private, info=b"age-encryption.org/mlkem768x25519")
        except InvalidTag:
            return None


def age_open(data, identity):
    """The plaintext of an age v1 file."""
    at, stanzas, file_key = 0, [], None

    def line():
        nonlocal at
        end = data.index(b"\n", at)
        found, at = data[at:end].decode("ascii"), end + 1
        return found

    need(line() == "age-encryption.org/v1", "this is not an age file")
    while True:
        start, (mark, *words) = at, line().split(" ")
        if mark == "---":
            break
        need(mark == "->" and all(words), "malformed header")
        body = [line()]
        while len(body[-1]) == 64:  # full lines; a shorter one, possibly empty, ends the stanza
            body.append(line())
        need(len(body[-1]) < 64, "malformed header")
        stanzas.append((words, b"".join(map(b64, body))))
    for (kind, *arguments), body in stanzas:
        if kind == "mlkem768x25519" and not file_key:
            file_key = identity.file_key(arguments, body)
    need(file_key, "the file is not for this key")
    mac = hmac.digest(hkdf(file_key, b"header"), data[:start + 3], "sha256")  # up to and with `---`
    need(len(words) == 1 and hmac.compare_digest(mac, b64(words[0])), "the header was changed")
    nonce, payload, step, parts = data[at:at + 16], data[at + 16:], 65536 + 16, []
    key = ChaCha20Poly1305(hkdf(file_key, b"payload", nonce))
    for number, offset in enumerate(range(0, max(len(payload), 1), step)):
        # The nonce counts the chunks and marks the last: none can be dropped, swapped or cut off.
        last = bytes([offset + step >= len(payload)])
        parts.append(key.decrypt(number.to_bytes(11, "big") + last, payload[offset:offset + step], None))
    need(parts[-1] or len(parts) == 1, "empty last chunk")
    return b"".join(parts)


def unpad(padded):
    """x of pad(x). The size must be the one that pad gives, and the filler zeros: nothing can hide there."""
    length = int.from_bytes(padded[:8], "big")
    size = max(4096, 1 << (length + 7).bit_length())
    if size > 1 << 20:  # Padmé, of the whole with its eight bytes
        exponent = (length + 8).bit_length() - 1
        step = 1 << (exponent - exponent.bit_length())
        size = (length + 8 + step - 1) // step * step
    need(len(padded) == size and not any(padded[8 + length:]), "malformed padding")
    return padded[8:8 + length]


def derive(passphrase, salt, **_):
    """The identity that opens the member's wrap, and the authenticator that the server asks for.

    What it costs is a constant of the protocol; what a server or a key file says of it is not read."""
    secret = unicodedata.normalize("NFKC", passphrase).strip().encode()
    root = Argon2id(salt=b64url(salt), length=32, iterations=3, lanes=1, memory_cost=65536).derive(secret)
    return Identity(hkdf(root, b"sutura/v1/identity")), hkdf(root, b"sutura/v1/auth")


def open_bundle(wrap, identity, kind, name=None):
    """Identity, signing key and id of a bundle. Kind and id are checked: a server could hand out another wrap."""
    bundle = json.loads(age_open(wrap, identity))
    need(bundle["v"] == 1 and bundle["kind"] == kind and name in (None, bundle["id"]), f"not the {kind}'s bundle")
    signing = Ed25519PrivateKey.from_private_bytes(b64url(bundle["signing"]))
    return Identity(bech32(bundle["identity"], "age-secret-key-pq-")), signing, bundle["id"]


STATEMENT = re.compile(  # the whole text, so that nothing can be added
    r"sutura epoch v1\nconsultation ([0-9a-f]{32})\nnumber (0|[1-9][0-9]*)\nrecipient (age1pq1[a-z0-9]+)\n"
    r"signing ([A-Za-z0-9_-]{43})\nfrom ([0-9]{4}-[0-9]{2}-[0-9]{2})\nprevious (-|[0-9a-f]{64})\n"
    r"roster ([0-9a-f]{64})\n")


def verify_chain(chain, consultation, root=None):
    """Per epoch: the recipient's bytes, the signing key's bytes, the first day and the hash of the roster."""
    organisation = b64url(chain["root"])
    # Without a root key from elsewhere, the chain only agrees with itself: its server could have made all of it.
    fingerprint = hashlib.sha256(organisation).hexdigest()
    need(root is None or root == chain["root"] or root.replace(" ", "").lower() == fingerprint, "another root key")
    epochs, previous = [], "-"
    for number, epoch in enumerate(chain["epochs"]):
        found = STATEMENT.fullmatch(epoch["statement"])
        need(found and found[1] == consultation and found[2] == str(number), f"epoch {number}: its statement")
        need(found[6] == previous, f"epoch {number}: its link to the one before")
        need(epoch["signer"] == "root" or epoch["signer"] == "epoch" and epochs, f"epoch {number}: its signer")
        signer = organisation if epoch["signer"] == "root" else epochs[-1][1]
        statement, signature = epoch["statement"].encode(), b64url(epoch["signature"])
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, statement)
        previous = hashlib.sha256(statement + signature).hexdigest()
        epochs.append((bech32(found[3], "age1pq"), b64url(found[4]), found[5], found[7]))
    return epochs


def read(path):
    with open(path, "rb") as file:
        return file.read()


def chain(options):
    epochs = verify_chain(json.loads(read(options.chain)), options.consultation, options.root)
    print(*(f"epoch {number} holds, from {day}" for number, (_, _, day, _) in enumerate(epochs)), sep="\n")


def open_epoch(options):
    """The keys of an epoch that a member holds, its consultation and its number."""
    keys = json.loads(read(options.keyfile))
    outer, _ = derive(os.environ.get("SUTURA_MEMBER_PASSPHRASE") or getpass.getpass("Passphrase: "), **keys)
    member, _, _ = open_bundle(base64.b64decode(keys["wrap"], validate=True), outer, "member", keys["member"])
    epoch, signing, name = open_bundle(read(options.wrap), member, "epoch")
    return epoch, signing, *name.split("/")


def verify_signed(document, kind, key):
    """The content of a signed document."""
    need(document["v"] == 1 and document["kind"] == kind, f"this is no {kind}")
    signed = f"sutura {kind} v1\n{document['signed']}".encode()
    Ed25519PublicKey.from_public_bytes(key).verify(b64url(document["signature"]), signed)
    return json.loads(document["signed"])


def roster(options):
    epoch, _, consultation, number = open_epoch(options)
    number, published = int(number), json.loads(read(options.chain))
    epochs = verify_chain(published, consultation, options.root)
    plain = unpad(age_open(read(options.roster), epoch))
    need(hashlib.sha256(plain).hexdigest() == epochs[number][3], "not the roster that the statement names")
    document = json.loads(plain)
    claimed = json.loads(document["signed"])
    present = [one for one in claimed["people"] if one["until"] is None]
    if published["epochs"][number]["signer"] == "root":
        need(document["by"] == "root", "the root key has not signed it")
        key = b64url(published["root"])
    else:  # without the roster before, this one says who was in the circle then
        before = [one for one in claimed["people"] if one["from"] < number <= (one["until"] or number)]
        key = b64url(next(one["signing"] for one in before if document["by"] == f"member:{one['member']}"))
    people = verify_signed(document, "roster", key)
    need(people["consultation"] == consultation and people["number"] == number, "another circle's or epoch's roster")
    need(people["previous"] == (epochs[number - 1][3] if number else None), "its link to the one before")
    print(*(one["member"] for one in present), sep="\n")


def report(options):
    epoch, signing, consultation, number = open_epoch(options)
    if options.chain:  # the key of the wrap must be the one that was published
        published = verify_chain(json.loads(read(options.chain)), consultation, options.root)[int(number)]
        need(published[:2] == (epoch.public, signing.public_key().public_bytes_raw()), "not the published key")
    envelope = json.loads(unpad(age_open(read(options.envelope), epoch)))
    need(envelope["v"] == 1 and envelope["consultation"] == consultation, "not an envelope of this consultation")
    print(json.dumps(envelope, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = parser.add_subparsers(required=True)
    acts_and_files = {
        chain: ["chain", "consultation"],
        roster: ["keyfile", "wrap", "roster", "chain"],
        report: ["keyfile", "wrap", "envelope", "--chain"],
    }
    for act, names in acts_and_files.items():
        one = acts.add_parser(act.__name__)
        one.set_defaults(act=act)
        for name in [*names, "--root"]:
            one.add_argument(name)
    options = parser.parse_args()
    try:
        options.act(options)
    except InvalidTag:
        sys.exit("refused: the file is damaged or cut off")
    except InvalidSignature:
        sys.exit("refused: a signature does not hold")
    except (Refused, OSError, LookupError, TypeError, ValueError) as error:
        sys.exit(f"refused: {error}")
