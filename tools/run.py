"""Start the atlas: `make run` for this computer only, `make phone` for the phones of the home network as well.

`make run PORT=9000` (or STREAMLIT_SERVER_PORT) chooses the port; else it is the first free one from 8501.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Mapping

from tools.serve import ROOT, command, free_port, wait_until_it_answers

FIRST_PORT = 8501
PORTS = ("PORT", "STREAMLIT_SERVER_PORT")  # environment; the first that is set counts


def home_address() -> str:
    """This computer's address in the home network. Nothing is sent: the system only chooses the way out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        try:
            way_out.connect(("192.0.2.1", 9))
            return way_out.getsockname()[0]
        except OSError:
            raise SystemExit(
                "This computer is in no network, so no phone can reach it. Join one and try again."
            ) from None


def port_for(listen: str, environment: Mapping[str, str]) -> int:
    """The port that was asked for, else the first free one. Ends the program when that one cannot be had."""
    name = next((name for name in PORTS if environment.get(name)), "")
    if not name:
        return free_port(FIRST_PORT, listen)
    asked = environment[name]
    if not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 65_536):
        raise SystemExit(f"{name} is {asked!r}; a port is a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: a port just left is free
        try:
            probe.bind((listen, int(asked)))
        except OSError as error:
            raise SystemExit(f"The port {asked} cannot be had ({error.strerror}); choose another {name}.") from None
    return int(asked)


def show_qr(url: str) -> None:
    import segno

    segno.make(url, error="m").terminal(compact=True)


def can_open_a_browser() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phone", action="store_true", help="listen on the home network; the notebook is off")
    parser.add_argument("--no-open", action="store_true", help="print the address, open no browser")
    chosen = parser.parse_args()

    host = home_address() if chosen.phone else "127.0.0.1"
    listen = "0.0.0.0" if chosen.phone else "127.0.0.1"
    port = port_for(listen, os.environ)
    url = f"http://{host}:{port}"
    env = {**os.environ, **({"CUN_ATLAS_NOTEBOOK": "off"} if chosen.phone else {})}
    options = [f"--server.address={listen}", f"--browser.serverAddress={host}", "--logger.hideWelcomeMessage=true"]
    options += ["--server.maxUploadSize=1"] if chosen.phone else []  # MB; larger are only notebooks
    server = subprocess.Popen(command(ROOT / "app.py", port, *options), cwd=ROOT, env=env)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the server stops with us
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}", server)
        if chosen.phone:
            show_qr(url)
            print(f"On a phone in the same network, point the camera at the code above or open {url}", flush=True)
            print("Everyone in this network can open it. The notebook is off. Stop with Ctrl-C.", flush=True)
        else:
            print(f"Cun Atlas is at {url} (only on this computer). Stop with Ctrl-C.", flush=True)
            if can_open_a_browser() and not chosen.no_open:
                webbrowser.open(url)
        raise SystemExit(server.wait())
    except KeyboardInterrupt:
        print("\nStopped.")
    except RuntimeError as error:
        raise SystemExit(str(error)) from None
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
