package datachoice.crash;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/** The line to the database: each of its answers arrives so much later. Whoever waits less long than that gives up. */
public final class SlowSockets extends SocketFactory {
    private static volatile long delay;

    static void delayAnswersBy(Duration time) {
        delay = time.toMillis();
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new Slow(super.getInputStream(), this);
            }
        };
    }

    private static final class Slow extends FilterInputStream {
        private final Socket socket;

        private Slow(InputStream in, Socket socket) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            await();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            await();
            return super.read(bytes, from, length);
        }

        private void await() throws IOException {
            long wait = delay;
            long most = socket.getSoTimeout();
            if (wait > 0) {
                SavingPatient.pause(most > 0 ? Math.min(wait, most) : wait);
                if (most > 0 && most < wait) {
                    throw new SocketTimeoutException("too slow");
                }
            }
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only unconnected ones are asked for");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }
}
