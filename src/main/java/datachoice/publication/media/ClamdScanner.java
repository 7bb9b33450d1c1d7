package datachoice.publication.media;

import datachoice.core.HostAndPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks clamd, the daemon of ClamAV: the bytes go to it in pieces, each behind its length, and one line comes back. Whatever is
 * not plainly "nothing found" or "found" is no answer.
 *
 * @see <a href="https://docs.clamav.net/manual/Usage/Scanning.html#clamd">clamd, INSTREAM</a>
 */
final class ClamdScanner implements FileScanner {
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final String CLEAN = "stream: OK";
    private static final Pattern FOUND = Pattern.compile("stream: ([!-~ ]{1,200}) FOUND");
    /** What clamd "finds" when it was told to say that a file is too large for it, or too deeply packed. */
    private static final String GAVE_UP = "Heuristics.Limits.Exceeded";

    /** Each is waited for by itself, and on a busy machine every wait takes its turn. */
    private static final int PIECE = 256 * 1024;

    private static final int LONGEST_ANSWER = 1024;

    private final HostAndPort address;
    private final Patience patience;

    ClamdScanner(HostAndPort address, Patience patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * How long we wait. Together it is less than the minute after which a proxy answers in the portal's place.
     *
     * @param connection until clamd takes the call
     * @param rest until it has the whole file and has answered
     */
    record Patience(Duration connection, Duration rest) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(45));
    }

    @Override
    public Optional<String> scan(Path file) throws IOException {
        try (var bytes = FileChannel.open(file);
                var clamd = AsynchronousSocketChannel.open()) {
            connect(clamd);
            long until = System.nanoTime() + patience.rest.toNanos();
            boolean sent = send(bytes, clamd, until);
            var answer = answer(clamd, until);
            if (!sent) {
                throw new NotScanned("It did not take the whole file, and says \"" + answer + "\"");
            }
            return found(answer);
        }
    }

    private static Optional<String> found(String answer) throws NotScanned {
        if (answer.equals(CLEAN)) {
            return Optional.empty();
        }
        var found = FOUND.matcher(answer);
        if (!found.matches() || found.group(1).startsWith(GAVE_UP)) {
            throw new NotScanned("It says \"" + answer + "\"");
        }
        return Optional.of(found.group(1));
    }

    private void connect(AsynchronousSocketChannel clamd) throws NotScanned {
        var to = new InetSocketAddress(address.host(), address.port());
        if (to.isUnresolved()) {
            throw new NotScanned("Nobody knows where " + address.host() + " is");
        }
        within(patience.connection, clamd.connect(to), "connect");
    }

    /** False if clamd stopped listening before the end: it may have said why. */
    private static boolean send(FileChannel bytes, AsynchronousSocketChannel clamd, long until) throws IOException {
        var piece = ByteBuffer.allocate(Integer.BYTES + PIECE);
        if (!write(clamd, ByteBuffer.wrap(COMMAND), until)) {
            return false;
        }
        int length;
        do {
            piece.clear().position(Integer.BYTES);
            length = Math.max(0, bytes.read(piece)); // the piece of length 0 is the end
            piece.putInt(0, length).flip();
            if (!write(clamd, piece, until)) {
                return false;
            }
        } while (length > 0);
        return true;
    }

    private static boolean write(AsynchronousSocketChannel clamd, ByteBuffer piece, long until) throws NotScanned {
        while (piece.hasRemaining()) {
            try {
                within(left(until), clamd.write(piece), "take the file");
            } catch (HungUp stopped) {
                return false;
            }
        }
        return true;
    }

    private static String answer(AsynchronousSocketChannel clamd, long until) throws NotScanned {
        var answer = ByteBuffer.allocate(LONGEST_ANSWER);
        while (answer.hasRemaining()) {
            int end = answer.position();
            int read = within(left(until), clamd.read(answer), "answer");
            if (read < 0) {
                throw new NotScanned("It closed the connection without an answer");
            }
            for (int at = end; at < answer.position(); at++) {
                if (answer.get(at) == 0) {
                    return new String(answer.array(), 0, at, StandardCharsets.US_ASCII)
                            .replaceAll("[^ -~]", "?")
                            .strip();
                }
            }
        }
        throw new NotScanned("Its answer has no end");
    }

    private static Duration left(long until) {
        return Duration.ofNanos(until - System.nanoTime());
    }

    private static <T> T within(Duration longest, Future<T> step, String what) throws NotScanned {
        try {
            return step.get(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotScanned("It did not " + what + " in time");
        } catch (ExecutionException e) {
            throw new HungUp("It did not " + what + ": " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotScanned("The portal is ending");
        }
    }

    /** The connection broke. */
    private static final class HungUp extends NotScanned {
        private static final long serialVersionUID = 1;

        private HungUp(String because) {
            super(because);
        }
    }
}
