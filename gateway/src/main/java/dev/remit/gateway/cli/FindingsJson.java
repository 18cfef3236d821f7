package dev.remit.gateway.cli;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.Version;
import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Findings for programs: our own JSON, and SARIF 2.1.0 (OASIS) for code review tools. */
final class FindingsJson {
    private FindingsJson() {}

    static void put(Terminal terminal, ObjectNode into, List<Finding> findings) {
        into.put("errors", FindingsText.errors(findings));
        ArrayNode list = into.putArray("findings");
        for (Finding finding : findings) {
            list.addObject()
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("code", finding.code())
                    .put("message", finding.message())
                    .put("hint", finding.hint())
                    .put("file", FindingsText.file(terminal, finding))
                    .put("line", finding.location().line())
                    .put("column", finding.location().column());
        }
    }

    static ObjectNode sarif(Terminal terminal, List<Finding> findings) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "remit").put("version", Version.text());
        List<String> codes = new ArrayList<>(
                findings.stream().map(Finding::code).distinct().sorted().toList());
        ArrayNode rules = driver.putArray("rules");
        codes.forEach(code -> rules.addObject().put("id", code));
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        for (Finding finding : findings) {
            ObjectNode result = results.addObject()
                    .put("ruleId", finding.code())
                    .put("ruleIndex", codes.indexOf(finding.code()))
                    .put("level", finding.severity().name().toLowerCase(Locale.ROOT));
            result.putObject("message").put("text", (finding.message() + " " + finding.hint()).strip());
            place(terminal, finding, result.putArray("locations").addObject().putObject("physicalLocation"));
        }
        return log;
    }

    private static void place(Terminal terminal, Finding finding, ObjectNode place) {
        place.putObject("artifactLocation").put("uri", uri(FindingsText.file(terminal, finding)));
        if (finding.location().line() > 0) {
            place.putObject("region")
                    .put("startLine", finding.location().line())
                    .put("startColumn", Math.max(1, finding.location().column()));
        }
    }

    /** A relative or absolute path as a URI reference. */
    private static String uri(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split(java.util.regex.Pattern.quote(File.separator), -1)) {
            parts.add(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return (path.startsWith("/") ? "file://" : "") + String.join("/", parts);
    }
}
