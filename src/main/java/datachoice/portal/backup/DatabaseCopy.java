package datachoice.portal.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A copy of the whole database server's data folder, read through SQL while people use it: PostgreSQL's own way of an
 * online backup ({@code pg_backup_start}, copy, {@code pg_backup_stop}), with the log that was written meanwhile. A server
 * that is started on the copy replays that log, and is then as the original was when the copy ended.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html">Making a base backup using the low level API</a>
 */
final class DatabaseCopy {
    private static final int CHUNK = 8 * 1024 * 1024;
    private static final String CONTROL = "global/pg_control";
    private static final Pattern LOG_FILE = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");
    private static final int TIMELINE_DIGITS = 8;

    /** What a server makes anew for itself, and would be wrong to find; the folders must be there, empty. */
    private static final List<String> LEFT_EMPTY = List.of(
            "pg_wal",
            "pg_wal/archive_status",
            "pg_wal/summaries",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Pattern LEFT_OUT = Pattern.compile(
            "(postmaster\\.(pid|opts)|backup_label.*|tablespace_map.*|backup_manifest|current_logfiles|log|pg_log)"
                    + "|(.*/)?(pgsql_tmp.*|pg_internal\\.init.*)");

    private final Connection database;
    private final Manifest manifest;
    private final String below;

    /** @param below the folder of the backup that the copy goes to */
    DatabaseCopy(Connection database, Manifest manifest, String below) {
        this.database = database;
        this.manifest = manifest;
        this.below = below + "/";
    }

    private record Entry(String path, boolean folder, long size) {}

    /** Returns a moment: whatever was acknowledged before it is in the copy. */
    Instant make() throws SQLException, IOException, BackupFailed {
        refuseWhatThisCannotCopy();
        keepTheLog();
        try (var start = database.prepareStatement("select pg_backup_start(?, true)")) {
            start.setString(1, "datachoice");
            start.execute();
        }
        for (var folder : LEFT_EMPTY) {
            manifest.addFolder(below + folder);
        }
        copyFiles();
        var control = readTwice();
        manifest.add(below + CONTROL, out -> out.write(control));
        var complete = now();
        copyLog(stop());
        return complete;
    }

    private void refuseWhatThisCannotCopy() throws SQLException, BackupFailed {
        if (ask("select pg_is_in_recovery()::text").equals("true")) {
            throw new BackupFailed("This database is a replica. Make the backup from the one that it follows.");
        }
        var elsewhere = ask("select coalesce(string_agg(spcname, ', '), '') from pg_tablespace"
                + " where spcname not in ('pg_default', 'pg_global')");
        if (!elsewhere.isEmpty()) {
            throw new BackupFailed(
                    "The database keeps tables in other folders (%s), which this backup does not know how to put back."
                            .formatted(elsewhere));
        }
    }

    /** For as long as this connection lasts. */
    private void keepTheLog() throws SQLException {
        ask(
                "select slot_name from pg_create_physical_replication_slot('datachoice_backup_' || pg_backend_pid(), true, true)");
    }

    private void copyFiles() throws SQLException, IOException, BackupFailed {
        var small = new ArrayList<String>();
        long size = 0;
        for (var entry : entries()) {
            if (entry.folder()) {
                manifest.addFolder(below + entry.path());
            } else if (entry.size() > CHUNK / 2) {
                copyInChunks(entry.path());
            } else {
                small.add(entry.path());
                size += entry.size();
                if (size > CHUNK / 2 || small.size() >= 500) {
                    copyTogether(small);
                    small.clear();
                    size = 0;
                }
            }
        }
        copyTogether(small);
    }

    private List<Entry> entries() throws SQLException {
        var entries = new ArrayList<Entry>();
        var open = new ArrayList<>(List.of("."));
        while (!open.isEmpty()) {
            var folder = open.remove(open.size() - 1);
            try (var list = database.prepareStatement("""
                    select p.path, s.isdir, s.size
                    from (select case ? when '.' then n else ? || '/' || n end from pg_ls_dir(?, true, false) n) p(path),
                        pg_stat_file(p.path, true) s
                    where s.size is not null
                    """)) {
                for (int i = 1; i <= 3; i++) {
                    list.setString(i, folder);
                }
                try (var rows = list.executeQuery()) {
                    while (rows.next()) {
                        var entry = new Entry(rows.getString(1), rows.getBoolean(2), rows.getLong(3));
                        if (LEFT_OUT.matcher(entry.path()).matches()
                                || entry.path().equals(CONTROL)) {
                            continue;
                        }
                        if (entry.folder() && !LEFT_EMPTY.contains(entry.path())) {
                            open.add(entry.path());
                        }
                        entries.add(entry);
                    }
                }
            }
        }
        return entries;
    }

    private void copyTogether(List<String> paths) throws SQLException, IOException, BackupFailed {
        try (var read =
                database.prepareStatement("select path, pg_read_binary_file(path, 0, ?, true) from unnest(?) path")) {
            read.setLong(1, CHUNK);
            read.setArray(2, database.createArrayOf("text", paths.toArray()));
            try (var rows = read.executeQuery()) {
                while (rows.next()) {
                    var bytes = rows.getBytes(2);
                    if (bytes != null) { // else it was removed meanwhile, which the log says, too
                        manifest.add(below + rows.getString(1), out -> out.write(bytes));
                        if (bytes.length == CHUNK) {
                            throw new BackupFailed(rows.getString(1) + " grew too fast. Make the backup again.");
                        }
                    }
                }
            }
        }
    }

    private void copyInChunks(String path) throws SQLException, IOException, BackupFailed {
        manifest.add(below + path, out -> copyTo(out, path));
    }

    private void copyTo(OutputStream out, String path) throws SQLException, IOException {
        for (long at = 0; ; at += CHUNK) {
            var bytes = read(path, at);
            out.write(bytes);
            if (bytes.length < CHUNK) {
                return;
            }
        }
    }

    /** Empty where there is no such file any more, or it ends before. */
    private byte[] read(String path, long at) throws SQLException {
        try (var read = database.prepareStatement("select pg_read_binary_file(?, ?, ?, true)")) {
            read.setString(1, path);
            read.setLong(2, at);
            read.setLong(3, CHUNK);
            try (var rows = read.executeQuery()) {
                rows.next();
                var bytes = rows.getBytes(1);
                return bytes == null ? new byte[0] : bytes;
            }
        }
    }

    /** The one file that the log does not mend: read until nobody wrote to it meanwhile. */
    private byte[] readTwice() throws SQLException {
        var before = read(CONTROL, 0);
        for (var after = read(CONTROL, 0); !Arrays.equals(before, after); after = read(CONTROL, 0)) {
            before = after;
        }
        return before;
    }

    private Instant now() throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select clock_timestamp()")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private record LogFiles(String first, String last) {}

    /** Ends the backup; writes down from where the log must be replayed. */
    private LogFiles stop() throws SQLException, IOException, BackupFailed {
        try (var statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("select labelfile, pg_walfile_name(lsn) from pg_backup_stop(false)")) {
            rows.next();
            var label = rows.getString(1);
            manifest.add(below + "backup_label", out -> out.write(label.getBytes(StandardCharsets.UTF_8)));
            var first = LOG_FILE.matcher(label);
            if (!first.find()) {
                throw new BackupFailed("PostgreSQL ended the backup in an unknown way: " + label.replace('\n', ' '));
            }
            return new LogFiles(first.group(1), rows.getString(2));
        }
    }

    private void copyLog(LogFiles files) throws SQLException, IOException, BackupFailed {
        var names = new ArrayList<String>();
        try (var list = database.prepareStatement(
                "select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name between ? and ? order by name")) {
            list.setString(1, files.first());
            list.setString(2, files.last());
            try (var rows = list.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        long perFile = Long.parseLong(ask("select pg_size_bytes(current_setting('wal_segment_size'))"));
        if (names.size() != number(files.last(), perFile) - number(files.first(), perFile) + 1) {
            throw new BackupFailed("Parts of the database's log are gone already. Make the backup again.");
        }
        for (var name : names) {
            copyInChunks("pg_wal/" + name);
        }
    }

    /** Which file of the log it is, counted from the first one ever. */
    private static long number(String name, long bytesPerFile) {
        long perLog = 0x1_0000_0000L / bytesPerFile;
        var log = name.substring(TIMELINE_DIGITS, 2 * TIMELINE_DIGITS);
        return Long.parseLong(log, 16) * perLog + Long.parseLong(name.substring(2 * TIMELINE_DIGITS), 16);
    }

    private String ask(String question) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
