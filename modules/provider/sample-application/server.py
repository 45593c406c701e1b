"""Sample service: answers every HTTP request on the given ports with who answered whom.

Needs nothing but the Python that Amazon Linux comes with, so that it starts in a VPC without internet.

usage: server.py NAME PORT [PORT ...]
"""

import json
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = json.dumps(
            {
                "service": self.server.service_name,
                "host": socket.gethostname(),
                "port": self.server.server_port,
                "path": self.path,
                "client": self.client_address[0],
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET


def main():
    name, ports = sys.argv[1], [int(port) for port in sys.argv[2:]]
    servers = [ThreadingHTTPServer(("", port), Handler) for port in ports]
    for server in servers:
        server.service_name = name
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    servers[0].serve_forever()


if __name__ == "__main__":
    main()
