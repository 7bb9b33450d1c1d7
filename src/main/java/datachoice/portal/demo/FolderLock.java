package datachoice.portal.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a folder is in use by this process. The operating system takes it back when the process ends, however it
 * ends, so a killed one leaves nothing to tidy up.
 */
final class FolderLock implements AutoCloseable {
    /** Asked first: closing a second channel to the file would let go of the first one's lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws IllegalStateException if this or another process holds it */
    static FolderLock of(Path folder) throws IOException {
        if (HELD.add(folder)) {
            try {
                var channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (channel.tryLock() != null) {
                    return new FolderLock(folder, channel);
                }
                channel.close();
            } catch (OverlappingFileLockException e) {
                // Held by this process under another class loader; the channel stays open for the same reason.
            } catch (IOException e) {
                HELD.remove(folder);
                throw e;
            }
            HELD.remove(folder);
        }
        throw new IllegalStateException(
                "The data folder %s is already in use by another Datachoice. Stop that one first,"
                                .formatted(folder.getParent())
                        + " or set DATACHOICE_HOME to another folder.");
    }

    boolean isHeld() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock on " + folder + " could not be given back: " + e, e);
        } finally {
            HELD.remove(folder);
        }
    }
}
