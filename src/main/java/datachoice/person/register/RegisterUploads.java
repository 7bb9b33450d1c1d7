package datachoice.person.register;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import datachoice.core.CsvFile;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.SignedInUser;
import datachoice.person.register.UploadView.Problem;
import datachoice.practice.PracticeLookup;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What a practice's lead does with files: send, look at the report, have it loaded or not. The work itself is a job's. */
@Service
@PreAuthorize("hasRole('PRACTICE_LEAD') and principal.practice() == #practice")
class RegisterUploads {
    private final UploadRows uploads;
    private final UploadFolder folder;
    private final PracticeLookup practices;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final ApplicationEventPublisher events;
    private final MessageSource messages;
    private final TransactionTemplate transaction;

    RegisterUploads(
            UploadRows uploads,
            UploadFolder folder,
            PracticeLookup practices,
            ObjectProvider<SchedulerClient> scheduler,
            ApplicationEventPublisher events,
            MessageSource messages,
            PlatformTransactionManager transactions) {
        this.uploads = uploads;
        this.folder = folder;
        this.practices = practices;
        this.scheduler = scheduler;
        this.events = events;
        this.messages = messages;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes a file in, to be checked soon. One that was checked before and not loaded gives way to it.
     *
     * @param whole it names everybody registered at the practice
     * @throws UploadInWork if another one is being checked or loaded
     * @throws java.io.UncheckedIOException if it breaks off; nothing of it is kept
     */
    UUID send(OdsCode practice, String fileName, boolean whole, InputStream csv, SignedInUser user) {
        if (!practices.isOpen(practice)) {
            throw new NotFound();
        }
        var file = Ids.next();
        long length = folder.keep(file, csv);
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                for (var open : uploads.open(practice)) {
                    if (!uploads.go(open, UploadState.CHECKED, UploadState.DROPPED)) {
                        throw new UploadInWork();
                    }
                    uploads.end(open, UploadState.DROPPED, null);
                }
                uploads.add(file, practice, fileName, whole, user.login(), length);
                events.publishEvent(UploadStep.sent(whole, length));
                scheduler.getObject().schedule(UploadTasks.check(file), Instant.now());
                return file;
            }));
        } catch (RuntimeException e) {
            folder.delete(file);
            throw e instanceof DuplicateKeyException ? new UploadInWork() : e;
        }
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<UploadView> newest(OdsCode practice, int atMost) {
        return uploads.newest(practice, atMost);
    }

    /** @throws NotFound for an upload of anybody else */
    @Transactional(readOnly = true)
    UploadView find(OdsCode practice, UUID upload) {
        return own(practice, upload);
    }

    /** @throws NotFound for an upload of anybody else */
    @Transactional(readOnly = true)
    List<Problem> problems(OdsCode practice, UUID upload, int after, int atMost) {
        return uploads.problems(own(practice, upload).id(), after, atMost);
    }

    /** @throws NotFound for an upload of anybody else */
    @Transactional(readOnly = true)
    int countProblems(OdsCode practice, UUID upload) {
        return uploads.countProblems(own(practice, upload).id());
    }

    /**
     * Has it loaded soon. Empty if it is not as it was shown, or must not be loaded at all.
     *
     * @param left how many people would leave, as the page said
     * @throws NotFound for an upload of anybody else
     */
    @Transactional
    Optional<UploadView> confirm(OdsCode practice, UUID upload, int left) {
        var seen = own(practice, upload);
        if (!seen.loadable()
                || seen.left() != left
                || !uploads.go(upload, UploadState.CHECKED, UploadState.CONFIRMED)) {
            return Optional.empty();
        }
        events.publishEvent(UploadStep.confirmed(seen));
        scheduler.getObject().schedule(UploadTasks.load(upload), Instant.now());
        return Optional.of(seen);
    }

    /**
     * Forgets its rows; where it has been decided on before, nothing happens.
     *
     * @return how it stands now
     */
    @Transactional
    UploadState drop(OdsCode practice, UUID upload) {
        if (uploads.go(own(practice, upload).id(), UploadState.CHECKED, UploadState.DROPPED)) {
            uploads.end(upload, UploadState.DROPPED, null);
            events.publishEvent(UploadStep.dropped());
        }
        return own(practice, upload).state();
    }

    /** The rows that cannot be loaded: line, column, reason. No value of any row. */
    @Transactional
    CsvFile refused(OdsCode practice, UUID upload) {
        own(practice, upload);
        return CsvFile.of(csv -> {
            csv.writeRecord("line", "column", "reason");
            int rows = 0;
            for (List<Problem> some; !(some = uploads.problems(upload, rows, 1000)).isEmpty(); rows += some.size()) {
                for (var problem : some) {
                    csv.writeRecord(
                            String.valueOf(problem.line()),
                            problem.column(),
                            messages.getMessage("person.upload.row." + problem.reason(), null, Locale.UK));
                }
            }
            events.publishEvent(UploadStep.problemsExported(rows));
        });
    }

    private UploadView own(OdsCode practice, UUID upload) {
        return uploads.find(upload)
                .filter(one -> one.practice().equals(practice))
                .orElseThrow(NotFound::new);
    }
}
