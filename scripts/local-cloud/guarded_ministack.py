"""MiniStack that never outlives the process that started it, nor leaves a function's process behind.

Standard input is the leash: its other end lives in the parent and closes when the parent ends, however it ends. A line
"lag" on it is answered on file descriptor 3 with how many stream records their consumers have not read to the end yet;
no API of the server tells that, and a clean stop waits for it, because unread records are not saved.
"""

import os
import signal
import sys
import threading
import time

# A save of a large state takes seconds; what hangs longer than this is not saving any more.
GRACE_SECONDS = 20


def stream_lag() -> int:
    """Records that an enabled event source mapping has yet to hand to its function with success."""
    functions = sys.modules.get("ministack.services.lambda_svc")
    tables = sys.modules.get("ministack.services.dynamodb")
    if functions is None or tables is None:
        return 0
    lag = 0
    for (account, region, _), mapping in list(functions._esms._data.items()):
        table, found, _ = mapping.get("EventSourceArn", "").partition("/stream/")
        if not found or not mapping.get("Enabled", True):
            continue
        scope = {"account_id": account, "region": region}
        name = table.rpartition("table/")[2]
        first = tables.stream_start_position(name, **scope)
        position = functions._dynamodb_stream_positions._data.get((account, region, mapping["UUID"]), first)
        lag += max(0, tables.stream_end_position(name, **scope) - max(position, first))
    return lag


def answer(answers: int) -> None:
    try:
        text = str(stream_lag())
    except Exception as error:  # Names inside the server may change with its version: say so instead of falling silent.
        text = f"error {error!r}"
    os.write(answers, f"{text}\n".encode())


def hold_leash(answers: int) -> None:
    asked = b""
    while chunk := os.read(0, 1024):
        asked += chunk
        while b"\n" in asked:
            line, _, asked = asked.partition(b"\n")
            if line == b"lag":
                answer(answers)
    os.kill(os.getpid(), signal.SIGTERM)  # The server's own way out: it saves its state.
    time.sleep(GRACE_SECONDS)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    answers = 3
    os.set_inheritable(answers, False)
    threading.Thread(target=hold_leash, args=(answers,), daemon=True).start()
    from ministack.app import main as serve

    sys.argv = ["ministack"]
    try:
        serve()
    finally:
        # A function's process that is busy does not see its own input close: the group goes, this process last.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(0, signal.SIGTERM)


if __name__ == "__main__":
    main()
