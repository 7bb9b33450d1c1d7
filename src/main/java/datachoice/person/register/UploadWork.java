package datachoice.person.register;

import datachoice.core.Acting;
import datachoice.person.register.UploadView.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of an upload when nobody waits for it. Acts as a job for whoever sent the file, so that the audit trail names
 * them. Each step may be begun again from its start; one that has been done does nothing.
 */
@Component
class UploadWork {
    /** A node that dies again and again over one file is not asked again. */
    private static final int MOST_ATTEMPTS = 5;

    private static final Duration ORPHANED = Duration.ofHours(2);

    private final UploadRows uploads;
    private final UploadFolder folder;
    private final RegisterImport register;
    private final TransactionTemplate transaction;

    UploadWork(
            UploadRows uploads, UploadFolder folder, RegisterImport register, PlatformTransactionManager transactions) {
        this.uploads = uploads;
        this.folder = folder;
        this.register = register;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Does nothing for a file that is checked: a node that dies may leave behind a job that is done. */
    void check(UUID upload) {
        inState(UploadState.WAITING, upload, sent -> {
            if (uploads.attempts(upload) >= MOST_ATTEMPTS) {
                end(upload, UploadState.FAILED, new Fault("NOT_FINISHED", 0, Optional.empty()));
            } else {
                try (var csv = folder.open(upload, sent.size())) {
                    register.check(upload, csv);
                } catch (RegisterFileRefused refused) {
                    end(
                            upload,
                            UploadState.REFUSED,
                            new Fault(refused.reason().name(), refused.line(), Optional.ofNullable(refused.column())));
                } catch (UploadUnknown taken) {
                    return; // by another try, which needs the file
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            folder.delete(upload);
        });
    }

    /**
     * Does nothing for a file that nobody wants to be loaded, or that is loaded.
     *
     * @throws RegisterInUse if it is not its turn yet
     */
    void load(UUID upload) {
        inState(UploadState.CONFIRMED, upload, sent -> {
            try {
                register.load(upload);
            } catch (UploadUnknown gone) {
                end(upload, UploadState.FAILED, new Fault("ROWS_GONE", 0, Optional.empty()));
            } catch (RegisterMovedOn moved) {
                register.countAgain(upload);
            }
        });
    }

    /** After the last try. */
    void giveUp(UUID upload) {
        end(upload, UploadState.FAILED, new Fault("NOT_FINISHED", 0, Optional.empty()));
        folder.delete(upload);
    }

    /** Reports that nobody decided on for a day, and files whose upload never came to be or has come to its end. */
    void tidyUp() {
        uploads.forgotten().forEach(upload -> end(upload, UploadState.DROPPED, null));
        var longAgo = Instant.now().minus(ORPHANED);
        folder.deleteIncoming(longAgo);
        for (var file : folder.untouchedSince(longAgo)) {
            if (uploads.find(file).map(UploadView::state).orElse(UploadState.DROPPED) != UploadState.WAITING) {
                folder.delete(file);
            }
        }
    }

    private interface Work {
        void forUploadOf(UploadRows.Sent sent);
    }

    private void inState(UploadState state, UUID upload, Work work) {
        uploads.find(upload)
                .filter(found -> found.state() == state)
                .flatMap(found -> uploads.sent(upload))
                .ifPresent(
                        sent -> Acting.asJobFor("register", sent.by(), sent.practice(), () -> work.forUploadOf(sent)));
    }

    private void end(UUID upload, UploadState as, @Nullable Fault fault) {
        transaction.executeWithoutResult(status -> {
            uploads.allowTime();
            uploads.end(upload, as, fault);
        });
    }
}
