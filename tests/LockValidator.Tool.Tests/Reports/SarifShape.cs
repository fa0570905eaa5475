using System.Text.Json;

namespace LockValidator.Tool.Tests.Reports;

/// <summary>What SARIF 2.1.0 demands of the parts that are written here, and what code scanning needs beyond it.</summary>
internal static class SarifShape
{
    private static readonly string[] s_levels = ["none", "note", "warning", "error"];

    /// <returns>What is wrong, a sentence each.</returns>
    public static IReadOnlyList<string> Check(string text)
    {
        var wrong = new List<string>();
        JsonElement root = JsonDocument.Parse(text).RootElement;
        Expect(wrong, root.GetProperty("version").GetString() == "2.1.0", "version must be 2.1.0");
        Expect(wrong, root.GetProperty("runs").GetArrayLength() == 1, "one run");
        JsonElement run = root.GetProperty("runs")[0];
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Expect(wrong, driver.GetProperty("name").GetString() is { Length: > 0 }, "a tool has a name (3.19.8)");
        Expect(wrong, Uri.IsWellFormedUriString(driver.GetProperty("informationUri").GetString(), UriKind.Absolute), "informationUri is absolute (3.19.17)");
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        Expect(wrong, rules.Select(static rule => rule.GetProperty("id").GetString()).Distinct().Count() == rules.Length, "rule ids are unique (3.49.3)");
        foreach (JsonElement rule in rules)
        {
            Message(wrong, rule.GetProperty("shortDescription"));
            Expect(wrong, Uri.IsWellFormedUriString(rule.GetProperty("helpUri").GetString(), UriKind.Absolute), "helpUri is absolute (3.49.12)");
        }

        foreach (JsonElement invocation in run.GetProperty("invocations").EnumerateArray())
        {
            Expect(wrong, invocation.GetProperty("executionSuccessful").ValueKind is JsonValueKind.True or JsonValueKind.False, "executionSuccessful is required (3.20.14)");
            foreach (JsonElement notification in invocation.GetProperty("toolExecutionNotifications").EnumerateArray())
            {
                Message(wrong, notification.GetProperty("message"));
                Expect(wrong, s_levels.Contains(notification.GetProperty("level").GetString()), "a level (3.58.6)");
            }
        }

        foreach (JsonElement result in run.GetProperty("results").EnumerateArray())
        {
            Result(wrong, result, rules, run.GetProperty("originalUriBaseIds"));
        }

        return wrong;
    }

    private static void Result(List<string> wrong, JsonElement result, JsonElement[] rules, JsonElement bases)
    {
        Message(wrong, result.GetProperty("message"));
        Expect(wrong, rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString() == result.GetProperty("ruleId").GetString(), "ruleIndex leads to ruleId (3.27.6)");
        Expect(wrong, s_levels.Contains(result.GetProperty("level").GetString()), "a level (3.27.10)");
        Expect(wrong, result.GetProperty("partialFingerprints").EnumerateObject().Any(static each => each.Value.GetString() is { Length: > 0 }), "a fingerprint (3.27.17)");
        Expect(wrong, result.GetProperty("locations").GetArrayLength() <= 1, "code scanning shows the first location only");
        foreach (JsonElement location in result.GetProperty("locations").EnumerateArray())
        {
            Location(wrong, location, bases);
        }

        if (!result.TryGetProperty("codeFlows", out JsonElement flows))
        {
            return;
        }

        JsonElement[] related = [.. result.GetProperty("relatedLocations").EnumerateArray()];
        Expect(wrong, related.Select(static each => each.GetProperty("id").GetInt32()).Distinct().Count() == related.Length, "ids of locations are unique in a result (3.28.2)");
        foreach (JsonElement location in related)
        {
            Location(wrong, location, bases);
            Message(wrong, location.GetProperty("message"));
        }

        foreach (JsonElement thread in flows.EnumerateArray().SelectMany(static flow => flow.GetProperty("threadFlows").EnumerateArray()))
        {
            Expect(wrong, thread.GetProperty("locations").GetArrayLength() > 0, "a thread flow has locations (3.37.6)");
            foreach (JsonElement step in thread.GetProperty("locations").EnumerateArray())
            {
                Location(wrong, step.GetProperty("location"), bases);
                Expect(wrong, step.GetProperty("nestingLevel").GetInt32() >= 0, "nestingLevel is not negative (3.38.10)");
            }
        }
    }

    private static void Location(List<string> wrong, JsonElement location, JsonElement bases)
    {
        if (location.TryGetProperty("physicalLocation", out JsonElement physical))
        {
            JsonElement artifact = physical.GetProperty("artifactLocation");
            string uri = artifact.GetProperty("uri").GetString()!;
            Expect(wrong, Uri.IsWellFormedUriString(uri, UriKind.Relative) && !uri.StartsWith('/') && !uri.Contains("..", StringComparison.Ordinal), $"'{uri}' is relative to its base (3.4.4)");
            Expect(wrong, bases.TryGetProperty(artifact.GetProperty("uriBaseId").GetString()!, out _), "uriBaseId is declared (3.14.14)");
            Expect(wrong, physical.GetProperty("region").GetProperty("startLine").GetInt32() > 0, "lines count from 1 (3.30.5)");
        }
    }

    private static void Message(List<string> wrong, JsonElement message) =>
        Expect(wrong, message.GetProperty("text").GetString() is { Length: > 1 } text && text.EndsWith('.'), "a message is a sentence (3.11)");

    private static void Expect(List<string> wrong, bool holds, string what)
    {
        if (!holds)
        {
            wrong.Add(what);
        }
    }
}
