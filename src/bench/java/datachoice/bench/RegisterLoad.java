package datachoice.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A practice's lead sends a register of many rows, waits for the report, has it loaded, and sends the same file again; told
 * by {@code src/bench/register}. Needs nothing but a JDK. The numbers are not from the range for tests, which is too small
 * for a million; nobody is shown them.
 */
final class RegisterLoad {
    private static final String HEADER =
            "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern TITLE = Pattern.compile("<h1[^>]*>([^<]*)</h1>");
    private static final Pattern LEFT = Pattern.compile("name=\"left\" value=\"([0-9]+)\"");

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String page = "";

    private RegisterLoad(String address) {
        this.address = address;
    }

    /** @param args address of the demo, number of rows, file to make */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rows = Integer.parseInt(args[1]);
        var file = Path.of(args[2]);
        write(file, rows);
        System.out.printf("%,d rows, %,d MB%n", rows, Files.size(file) >> 20);
        var lead = new RegisterLoad(args[0]);
        lead.post("/demo/sign-in", "who=lead%40elm.example");
        lead.load(file, rows, "new people");
        lead.load(file, rows, "the same people again");
    }

    private void load(Path file, int rows, String what) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var upload = send(file);
        long sent = System.nanoTime();
        waitFor(upload, "What this file would change");
        long checked = System.nanoTime();
        post(upload + "/load", "_csrf=" + found(TOKEN) + "&left=" + found(LEFT));
        waitFor(upload, "The register is loaded");
        long loaded = System.nanoTime();
        System.out.printf(
                "%s: sent in %.1f s, checked in %.1f s (%,d rows/s), loaded in %.1f s (%,d rows/s), check and load %,d rows/s%n",
                what,
                seconds(begun, sent),
                seconds(sent, checked),
                rate(rows, sent, checked),
                seconds(checked, loaded),
                rate(rows, checked, loaded),
                rate(rows, sent, loaded));
    }

    /** The address of its report. */
    private String send(Path file) throws IOException, InterruptedException {
        get("/practice/uploads");
        var start = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + found(TOKEN)
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"extent\"\r\n\r\nPART"
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"register.csv\"\r\n\r\n";
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(address + "/practice/uploads"))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(start),
                                BodyPublishers.ofFile(file),
                                BodyPublishers.ofString("\r\n--x--\r\n")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        page = answer.body();
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(answer.statusCode() + " " + page));
    }

    private void waitFor(String upload, String title) throws IOException, InterruptedException {
        for (get(upload); !found(TITLE).equals(title); get(upload)) {
            if (!found(TITLE).startsWith("We are ")) {
                throw new IllegalStateException(found(TITLE));
            }
            Thread.sleep(100);
        }
    }

    private void get(String path) throws IOException, InterruptedException {
        page = client.send(
                        HttpRequest.newBuilder(URI.create(address + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void post(String path, String form) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", address)
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 302) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private String found(Pattern pattern) {
        var matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " on " + page);
        }
        return matcher.group(1);
    }

    private static void write(Path file, int rows) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(HEADER);
            long stem = 400_000_000L;
            for (int i = 0; i < rows; i++) {
                stem = writeRow(out, stem, i);
            }
        }
    }

    /** @return the stem that was used */
    private static long writeRow(BufferedWriter out, long before, int i) throws IOException {
        long stem = before;
        int check;
        do {
            stem++;
            check = check(stem);
        } while (check == 10);
        out.write("\n%d%d,Łuczak-%d,Zoë Ann,19%02d-03-27,%d Elm Row,Elmhaven,,,QE1 1AA,z%d@demo.example,07700 900123,en,,no"
                .formatted(stem, check, i, i % 100, i, i));
        return stem;
    }

    private static int check(long stem) {
        var digits = String.valueOf(stem);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        return (11 - sum % 11) % 11;
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static int rate(int rows, long from, long to) {
        return (int) (rows / seconds(from, to));
    }
}
