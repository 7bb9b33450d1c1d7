package datachoice.core;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTests {
    private static final Set<Integer> SIGNS = Set.of(
            (int) '=', (int) '+', (int) '-', (int) '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20, 0xFE62, 0xFE63, 0xFE66, 0xFE6B,
            0x2212);

    /** T11: forty ways to start a formula in a cell that a person typed. */
    private static final List<String> PAYLOADS = List.of(
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "=cmd|' /C calc'!A0",
            "=HYPERLINK(\"http://x\",\"y\")",
            "=IMPORTXML(1)",
            "-2+3+cmd|' /C calc'!A0",
            "@1",
            "=",
            "+",
            "-",
            "@",
            "＝1+1",
            "＋1",
            "－1",
            "＠A1",
            "﹦1",
            "﹢1",
            "﹣1",
            "﹫1",
            "−1",
            " =1+1",
            "\u00A0=1+1",
            "\u2003+1",
            "\u3000@A1",
            "\u200B=1+1",
            "\uFEFF-1",
            "\u202E=1",
            "\t=1+1",
            "\tx",
            "\rx",
            "\nx",
            "x\n=1+1",
            "x\r\n+1",
            "x\r@1",
            "x\u2028=1",
            "x\u0085-1",
            "x\n \u00A0\u200B＝1",
            "a\nb\n\n=1");

    @Test
    void leavesNoFormulaInAFileThatIsReadAgain() throws Exception {
        assertThat(PAYLOADS).hasSize(40);
        var file = new StringWriter();
        var csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.ALWAYS).build(file);
        PAYLOADS.forEach(payload -> csv.writeRecord("9990000000", FormulaGuard.text(payload)));
        csv.flush();

        var read = CsvReader.builder().ofCsvRecord(file.toString()).stream()
                .map(row -> row.getField(1))
                .toList();

        assertThat(read).hasSize(40).noneMatch(FormulaGuardTests::hasFormula);
        for (int i = 0; i < 40; i++) {
            assertThat(read.get(i)).isNotEqualTo(PAYLOADS.get(i)).contains("'");
            assertThat(read.get(i).replace("'", "")).isEqualTo(PAYLOADS.get(i).replace("'", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "O'Brien", "Smith-Jones", "'t Hart", "李", "a=b", "1-2", "Zoë", "9991234568", "Ann Marie"})
    void leavesNamesAlone(String name) {
        assertThat(FormulaGuard.text(name)).isEqualTo(name);
    }

    /** Written anew here, as a spreadsheet would look at a cell, so that the guard does not judge itself. */
    private static boolean hasFormula(String cell) {
        return Stream.of(cell.split("\r\n|[\n\r\u000B\f\u0085\u2028\u2029]"))
                .map(line -> line.codePoints()
                        .dropWhile(c -> Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT)
                        .findFirst())
                .anyMatch(first -> first.isPresent() && SIGNS.contains(first.getAsInt()));
    }
}
