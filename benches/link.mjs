// A poor link as a TCP proxy: so many bytes a second each way shared by all connections, half of the round trip each
// way and a whole one to connect; and, if asked, everything cut every so often for two seconds. Workers, uploads and
// pages all pass through it, unlike a browser's own throttling.
import { createServer, connect } from "node:net";

const SLICE = 20; // milliseconds

export const poorLink = ({ to, bytesPerSecond, roundTrip, cutEvery = 0 }) => {
  const sockets = new Set();
  const count = { up: 0, down: 0, cuts: 0 };
  let down = false;
  /** One direction: a queue that is let through at the link's speed, later by half a round trip. */
  const direction = (name) => {
    const queue = [];
    let credit = 0;
    const timer = setInterval(() => {
      credit = Math.min(credit + (bytesPerSecond * SLICE) / 1000, bytesPerSecond / 4);
      while (queue.length > 0 && credit > 0) {
        const first = queue[0];
        const part = first.bytes.subarray(0, Math.ceil(credit));
        credit -= part.length;
        count[name] += part.length;
        setTimeout(() => first.out.destroyed || first.out.write(part), roundTrip / 2);
        first.bytes = first.bytes.subarray(part.length);
        if (first.bytes.length === 0) {
          queue.shift();
          first.done();
        }
      }
    }, SLICE);
    return {
      timer,
      send: (bytes, out) => new Promise((done) => queue.push({ bytes, out, done })),
      drop: (socket) => {
        for (let at = queue.length - 1; at >= 0; at--) if (queue[at].out === socket) queue.splice(at, 1)[0].done();
      },
    };
  };
  const [up, downward] = [direction("up"), direction("down")];
  const pump = async (from, out, lane) => {
    try {
      for await (const bytes of from) await lane.send(bytes, out);
    } catch {
      // A connection that was cut.
    }
    setTimeout(() => out.end(), roundTrip / 2 + SLICE);
  };
  const server = createServer((client) => {
    if (down) return void client.destroy();
    const upstream = connect(to, "127.0.0.1");
    const pair = [client, upstream];
    for (const socket of pair) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        up.drop(socket);
        downward.drop(socket);
        for (const other of pair) other.destroy();
      });
    }
    setTimeout(() => {
      void pump(client, upstream, up);
      void pump(upstream, client, downward);
    }, roundTrip);
  });
  const cutting =
    cutEvery &&
    setInterval(() => {
      count.cuts++;
      down = true;
      for (const socket of sockets) socket.destroy();
      setTimeout(() => (down = false), 2000);
    }, cutEvery);
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const stop = () => {
        clearInterval(cutting);
        clearInterval(up.timer);
        clearInterval(downward.timer);
        for (const socket of sockets) socket.destroy();
        server.close();
      };
      resolve({ url: `http://127.0.0.1:${server.address().port}`, count, stop });
    }),
  );
};
