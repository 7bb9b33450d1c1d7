package datachoice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A practice's lead sends a register of many rows, waits for the report, has it loaded, and sends the same people with another
 * telephone number; told by {@code src/bench/register}. Needs nothing but a JDK.
 */
final class RegisterLoad {
    private RegisterLoad() {}

    /** @param args address of the demo, number of rows, file to make */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rows = Integer.parseInt(args[1]);
        var file = Path.of(args[2]);
        new InventedRegister(400_000_000).write(file, rows, "07700 900123");
        System.out.printf("%,d rows, %,d MB%n", rows, Files.size(file) >> 20);
        var lead = new RegisterPages(args[0]);
        say(lead.load(file), rows, "new people");
        new InventedRegister(400_000_000).write(file, rows, "07700 900124");
        say(lead.load(file), rows, "the same people, each with one change");
    }

    private static void say(RegisterPages.Taken taken, int rows, String what) {
        System.out.printf(
                "%s: sent in %.1f s, checked in %.1f s (%,d rows/s), loaded in %.1f s (%,d rows/s), check and load %,d rows/s%n",
                what,
                taken.sending() / 1e9,
                taken.checking() / 1e9,
                rate(rows, taken.checking()),
                taken.loading() / 1e9,
                rate(rows, taken.loading()),
                rate(rows, taken.checking() + taken.loading()));
    }

    private static int rate(int rows, long taken) {
        return (int) (rows / (taken / 1e9));
    }
}
