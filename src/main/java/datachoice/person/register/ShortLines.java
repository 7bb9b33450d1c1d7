package datachoice.person.register;

import datachoice.person.register.RegisterFileRefused.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the lines that pass, and stops at one that no row can have: before anybody keeps it, however long it is. */
class ShortLines extends FilterInputStream {
    /** All columns at their longest, in letters of four bytes, with quotation marks, fit in a quarter of it. */
    static final int LONGEST = 1 << 16;

    private long line = 1;
    private int length;
    private int last;

    ShortLines(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws RegisterFileRefused for the line */
    @Override
    public int read(byte[] bytes, int from, int atMost) throws IOException {
        int read = super.read(bytes, from, atMost);
        for (int i = from; i < from + read; i++) {
            int next = bytes[i];
            if (next == '\n' || next == '\r') {
                if (next != '\n' || last != '\r') {
                    line++;
                }
                length = 0;
            } else if (++length > LONGEST) {
                throw new RegisterFileRefused(Reason.LONG_LINE, line, null);
            }
            last = next;
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
