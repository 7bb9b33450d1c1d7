package datachoice.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A practice's lead sends a register, waits for the report and has it loaded. Needs nothing but a JDK. */
final class RegisterPages {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern TITLE = Pattern.compile("<h1[^>]*>([^<]*)</h1>");
    private static final Pattern LEFT = Pattern.compile("name=\"left\" value=\"([0-9]+)\"");

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String page = "";

    /** Signs in with one click as the lead of Elm Surgery. */
    RegisterPages(String address) throws IOException, InterruptedException {
        this.address = address;
        post("/demo/sign-in", "who=lead%40elm.example");
    }

    /** How long each part took, in nanoseconds. */
    record Taken(long sending, long checking, long loading) {}

    /** Everybody in the file is registered at the lead's practice afterwards. */
    Taken load(Path file) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var upload = send(file);
        long sent = System.nanoTime();
        waitFor(upload, "What this file would change");
        long checked = System.nanoTime();
        post(upload + "/load", "_csrf=" + found(TOKEN) + "&left=" + found(LEFT));
        waitFor(upload, "The register is loaded");
        return new Taken(sent - begun, checked - sent, System.nanoTime() - checked);
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
}
