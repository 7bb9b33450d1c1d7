package datachoice.publication.media;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks as clamd does, and says what it is told to say. */
public final class FakeClamd implements AutoCloseable {
    /** What it does with a file. */
    public enum Mood {
        SAYS_OK,
        FINDS_THE_TEST_FILE,
        /** Takes 100 kB, says that this is its limit, and hangs up. */
        HAS_A_LIMIT,
        /** Took it all, and says that it did not look at it all. */
        GIVES_UP_WITHIN,
        TAKES_IT_AND_IS_SILENT,
        TAKES_NOTHING,
        HANGS_UP_AT_ONCE,
        HANGS_UP_AFTERWARDS,
        SAYS_NONSENSE,
        SAYS_OK_WITHOUT_AN_END,
        SAYS_OK_OF_ANOTHER_FILE,
        NEVER_ENDS,
        SAYS_OK_AND_MORE
    }

    private static final int LIMIT = 100_000;

    private final ServerSocket server;
    private final Thread thread;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Mood mood;
    private volatile byte[] last = {};

    public FakeClamd(Mood mood) throws IOException {
        this.mood = mood;
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        thread = new Thread(this::listen, "fake clamd");
        thread.setDaemon(true);
        thread.start();
    }

    /** For a whole class of tests. */
    public static FakeClamd inAGoodMood() {
        try {
            return new FakeClamd(Mood.FINDS_THE_TEST_FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    public void set(Mood mood) {
        this.mood = mood;
    }

    /** The file that it took last, to its end. */
    public byte[] last() {
        return last.clone();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                serve(client);
            } catch (IOException e) {
                // the client or the test is done
            }
        }
    }

    private void serve(Socket client) throws IOException {
        var now = mood;
        if (now == Mood.TAKES_NOTHING) {
            return;
        }
        if (now == Mood.HANGS_UP_AT_ONCE) {
            client.close();
            return;
        }
        var in = new DataInputStream(client.getInputStream());
        if (!new String(in.readNBytes(10), StandardCharsets.US_ASCII).equals("zINSTREAM\0")) {
            say(client, "UNKNOWN COMMAND\0");
            client.close();
            return;
        }
        var file = new ByteArrayOutputStream();
        for (int length; (length = in.readInt()) > 0; ) {
            file.write(in.readNBytes(length));
            if (now == Mood.HAS_A_LIMIT && file.size() > LIMIT) {
                say(client, "INSTREAM size limit exceeded. ERROR\0");
                client.close();
                return;
            }
        }
        last = file.toByteArray();
        switch (now) {
            case SAYS_OK -> say(client, "stream: OK\0");
            case FINDS_THE_TEST_FILE ->
                say(
                        client,
                        new String(last, StandardCharsets.ISO_8859_1).contains("EICAR-STANDARD")
                                ? "stream: Eicar-Test-Signature FOUND\0"
                                : "stream: OK\0");
            case GIVES_UP_WITHIN -> say(client, "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0");
            case SAYS_NONSENSE -> say(client, "\u0001\u0002 HTTP/1.1 200 OK\r\n\r\n\0");
            case SAYS_OK_WITHOUT_AN_END -> say(client, "stream: OK");
            case SAYS_OK_OF_ANOTHER_FILE -> say(client, "/tmp/x: OK\0");
            case SAYS_OK_AND_MORE -> say(client, "stream: OK, but see the log ERROR\0");
            case NEVER_ENDS -> {
                while (true) {
                    say(client, "stream: OK ");
                }
            }
            default -> {}
        }
        if (now != Mood.TAKES_IT_AND_IS_SILENT) {
            client.close();
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
