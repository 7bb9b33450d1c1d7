package datachoice.publication.share;

import datachoice.core.Ids;
import datachoice.core.Sha256;
import datachoice.publication.FilmView;
import datachoice.publication.Recent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pictures out of the film that came with the software. They are shown only while that very film is live. */
@Component
class Stills {
    private static final String FOLDER = "publication/film/";
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    /** By the address of a film, which never leads to another one. */
    private final Recent<String, List<Still>> ready = new Recent<>(5);

    private volatile @Nullable String ours;

    Stills(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A picture.
     *
     * @param n from 1
     * @param alt what it shows
     */
    record Still(int n, String alt) {
        public String address() {
            return "/press/stills/" + n + ".png";
        }
    }

    /** Empty where editors have put another film in the place of ours. */
    List<Still> of(@Nullable FilmView film) {
        return film == null ? List.of() : Objects.requireNonNull(ready.get(film.videoUrl(), this::find));
    }

    private List<Still> find(String video) {
        if (!isOurs(video)) {
            return List.of();
        }
        return IntStream.rangeClosed(1, MOST)
                .takeWhile(n -> picture(n).exists())
                .mapToObj(n -> new Still(n, alt(n)))
                .toList();
    }

    static Resource picture(int n) {
        return new ClassPathResource(FOLDER + "still-" + n + ".png");
    }

    private static String alt(int n) {
        try {
            return new ClassPathResource(FOLDER + "still-" + n + "-alt.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(String video) {
        return Ids.parse(video.replaceAll(".*/", ""))
                .flatMap(id -> jdbc.sql("select encode(sha256, 'hex') from publication.media where id = ?")
                        .param(id)
                        .query(String.class)
                        .optional())
                .filter(sum -> sum.equals(sumOfOurs()))
                .isPresent();
    }

    /** Read once, when somebody first asks: it is as long as the film. */
    private String sumOfOurs() {
        var sum = ours;
        if (sum == null) {
            try (var film = new DigestInputStream(
                    new ClassPathResource(FOLDER + "film.mp4").getInputStream(), Sha256.begin())) {
                film.transferTo(OutputStream.nullOutputStream());
                sum = HexFormat.of().formatHex(film.getMessageDigest().digest());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ours = sum;
        }
        return sum;
    }
}
