"""What to do after an error of the record, or of the store that keeps it."""

from parley.answers.acts import Advice, advise, do
from parley.events import errors, store_errors
from parley.events.errors import RecordError
from parley.events.refusals import NotRecorded

__all__ = ["next_step", "to_give_rights"]


def next_step(error: RecordError) -> Advice | None:
    """Return what to do after an error; None where there is nothing to say."""
    if isinstance(error, errors.IntegrityError):
        return _after_damage(error)
    if isinstance(error, store_errors.StoreUnreachable):
        return _after_no_answer(error)
    if isinstance(error, store_errors.StoreError):
        return _after_the_store(error)
    match error:
        case errors.NotCanonical():
            return advise(
                "the ledger takes JSON with ASCII keys, each once, whole numbers below 2**53 and no"
                " fractions: write a fraction as text"
            )
        case errors.Malformed():
            return advise("the layout is in docs/format.md")
        case errors.RecordTooLarge():
            return advise("put the document into the sources and quote from it")
        case errors.ClockImpossible():
            return advise("set the clock, then record again")
        case errors.WrongLedger():
            return advise(
                "record it again here; a statement cannot move from one ledger to another"
            )
        case NotRecorded():
            return advise("nothing was written")
        case errors.VersionConflict():
            return advise("look at what was added (`{log}`), then record again", log=do("log"))
        case errors.ViewsReplaced():
            return advise(
                "let everybody use one release, the newest, then `{rebuild}` again",
                rebuild=do("rebuild"),
            )
        case errors.IdConflict():
            return advise(
                "leave the id out for a new entry; a retry repeats the whole batch as it was"
            )
        case errors.NoSuchStream(meant=str() as meant):
            return advise("did you mean “{meant}”?", meant=meant.partition("/")[2] or meant)
        case errors.NoSuchStream():
            return advise(
                "`{list}` shows what there is, `{register}` registers one",
                list=do("list"),
                register=do("register", slug=None),
            )
    return None


def to_give_rights() -> Advice:
    """Return how rights are put right."""
    return advise(
        "its owner puts them right: `{writers}` or `{readers}` gives a role its due, `{revoke}`"
        " takes all of them",
        writers=do("grant", writers=None),
        readers=do("grant", readers=None),
        revoke=do("revoke", role=None),
    )


def _after_damage(error: errors.IntegrityError) -> Advice:
    match error:
        case errors.StreamStopped():
            return advise(
                "`{verify}` says more; everything else in the ledger goes on", verify=do("verify")
            )
        case errors.ViewsDamaged():
            return advise(
                "`{rebuild}` makes the views again, `{verify}` compares everything",
                rebuild=do("rebuild"),
                verify=do("verify"),
            )
        case errors.NotAsMade(rebuilt=True):
            return advise(
                "`{verify}` names each; `{rebuild}` makes the views again from the records",
                verify=do("verify"),
                rebuild=do("rebuild"),
            )
        case errors.NotAsMade(rights=True):
            rights = to_give_rights()
            told = advise("`{verify}` names each; {rights}", verify=do("verify"), rights=rights)
            return Advice(told, (*told.acts, *rights.acts))
        case errors.NotAsMade():
            return advise(
                "`{verify}` names each; `{copy}` takes the records into a clean ledger",
                verify=do("verify"),
                copy=do("copy", origin=None, place=None),
            )
    return advise(
        "keep the file as it is, run `{verify}`, compare with a copy", verify=do("verify")
    )


def _after_the_store(error: store_errors.StoreError) -> Advice | None:
    elsewhere = do("give", db=None)
    match error:
        case store_errors.UnknownUrl():
            return advise("give a path such as ./parley.db, or postgresql://user@host/database")
        case store_errors.DriverMissing(extra=extra):
            return advise("pip install 'parley-ledger[{extra}]'", extra)
        case store_errors.NoSuchLedger():
            return advise(
                "`{init}` makes one; `{elsewhere}` names another place", elsewhere, init=do("init")
            )
        case store_errors.LedgerExists():
            return advise("use it as it is, or name another place with `{elsewhere}`", elsewhere)
        case store_errors.NotALedger():
            return advise("it was left as it is; name another place with `{elsewhere}`", elsewhere)
        case store_errors.NewerLedger():
            return advise(
                "upgrade parley; `{version}` shows the one you have", version=do("version")
            )
        case store_errors.OlderLedger():
            return advise(
                "`{migrate}` brings them there; `{tried}` says how",
                migrate=do("migrate"),
                tried=do("migrate", dry_run=True),
            )
        case store_errors.MigrationFailed():
            return advise(
                "go on with the release that made it, and report this with `{describe}`",
                describe=do("describe"),
            )
        case store_errors.NotEmpty():
            return advise("name a place where there is no ledger yet")
        case store_errors.PlaceTaken():
            return advise("name a file that is not there yet")
        case store_errors.NoSuchRole(quoted=role):
            return advise("whoever looks after the server makes it: CREATE ROLE {role}", role)
        case store_errors.ReadOnlyStore(where=where) if "://" in where:
            return advise(
                "record as one of its writers, whom `{describe}` names, on a server that takes"
                " changes; its owner makes a role one of them: `{grant}`",
                describe=do("describe"),
                grant=do("grant", writers=None),
            )
        case store_errors.ReadOnlyStore():
            return advise("make the file and its folder writable, or record into a copy elsewhere")
        case store_errors.TablesInUse():
            return advise(
                "drop what was built on them, type the same once more, then make it again"
            )
    return None


def _after_no_answer(error: store_errors.StoreUnreachable) -> Advice:
    match error:
        case store_errors.StoreLocked():
            return advise("try again; if it lasts, look for a program that keeps the ledger open")
        case store_errors.DiskFull():
            return advise("make room on the disk, then try again")
        case store_errors.NotTheOwner(owner=owner):
            return advise(
                "type it as {owner}: `{elsewhere}`",
                owner,
                elsewhere=do("give", db=f"postgresql://{owner}@HOST/DATABASE"),
            )
        case store_errors.AccessDenied(reason=reason) if "must be owner" in reason:
            return advise(
                "what a writer owns since the first release is taken over once its owner may act as"
                " the writer: GRANT WRITER TO OWNER on the server, then type it again"
            )
        case store_errors.AccessDenied():
            return advise(
                "check user and password; the ledger's owner gives rights: `{readers}` or"
                " `{writers}`",
                readers=do("grant", readers=None),
                writers=do("grant", writers=None),
            )
        case store_errors.OldServer():
            return advise(
                "upgrade the server, or name a ledger elsewhere with `{elsewhere}`",
                elsewhere=do("give", db=None),
            )
        case store_errors.NoSuchDatabase():
            return advise(
                "`createdb` makes one; `{init}` then makes the ledger in it", init=do("init")
            )
        case store_errors.AnswerLost(ids=(id,)):
            return advise(
                "type the same again with `{same}`: it is then recorded once, whatever became of"
                " the first time",
                same=do("give", id=id),
            )
        case store_errors.AnswerLost(ids=(first, *_) as ids):
            return advise(
                "all {count} entries were recorded or none: `{find}` finds the first of them; type"
                " the same again only where it finds nothing",
                count=len(ids),
                find=do("find_id", id=first),
            )
        case store_errors.AnswerLost():
            return advise(
                "look with `{log}` before recording again; under the same id it is safe",
                log=do("log"),
            )
    return advise("check the address, the disk or server and the permissions, then try again")
