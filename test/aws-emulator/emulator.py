"""moto server with three repairs, so that what AWS accepts is accepted here as well (moto 5.2.5, requirements-dev.txt).

Arguments are those of moto_server, for example `-H 127.0.0.1 -p 5555`.
"""

import json
import random
import string
import sys
import threading
from contextlib import contextmanager

import moto.rds.models as rds
import moto.s3.models as s3
from moto.server import DomainDispatcherApplication, main


def give_databases_their_own_resource_id():
    """moto gives every instance the same DbiResourceId: Terraform then takes a replica for its source and never settles."""

    def unique():
        return "db-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=26))

    def wrap(owner, method):
        original = getattr(owner, method)

        def repaired(self, *args, **kwargs):
            result = original(self, *args, **kwargs)
            self.dbi_resource_id = unique()
            return result

        setattr(owner, method, repaired)

    replicable = [c for c in vars(rds).values() if isinstance(c, type) and "set_as_replica" in vars(c)]
    if not replicable:
        sys.exit("emulator.py: moto.rds.models has changed, no class there has set_as_replica")
    for owner in replicable:
        wrap(owner, "__init__")
        wrap(owner, "set_as_replica")


def take_loopback_for_tls():
    """moto ignores conditions, so a statement that denies unencrypted requests denies all, and where logs are switched on it
    trips over the principal "*" of that statement. Here nothing leaves the machine: the statement is kept and overlooked."""

    def denies_plain_http_only(statement):
        condition = statement.get("Condition", {}).get("Bool", {})
        return statement.get("Effect") == "Deny" and str(condition.get("aws:SecureTransport", "")).lower() == "false"

    @contextmanager
    def overlooked(bucket):
        written = bucket.policy
        if written is not None:
            document = json.loads(written)
            statements = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
            document["Statement"] = [s for s in statements if not denies_plain_http_only(s)]
            bucket.policy = json.dumps(document).encode()
        try:
            yield
        finally:
            bucket.policy = written

    get_permission = s3.FakeBucket.get_permission
    may_log = s3.FakeBucket._log_permissions_enabled_policy

    def repaired_get_permission(self, action, resource):
        with overlooked(self):
            return get_permission(self, action, resource)

    def repaired_may_log(target_bucket, target_prefix):
        with overlooked(target_bucket):
            return may_log(target_bucket, target_prefix)

    s3.FakeBucket.get_permission = repaired_get_permission
    s3.FakeBucket._log_permissions_enabled_policy = staticmethod(repaired_may_log)


def answer_one_request_at_a_time():
    """moto answers in threads and changes its lists in place: Terraform's ten workers then lose each other's changes."""
    one_at_a_time = threading.RLock()
    call = DomainDispatcherApplication.__call__

    def repaired_call(self, environ, start_response):
        with one_at_a_time:
            return call(self, environ, start_response)

    DomainDispatcherApplication.__call__ = repaired_call


answer_one_request_at_a_time()
give_databases_their_own_resource_id()
take_loopback_for_tls()
main(sys.argv[1:])
