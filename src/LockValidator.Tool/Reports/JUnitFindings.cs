using System.Globalization;
using System.Text;
using System.Xml;

namespace LockValidator;

/// <summary>A test result file, as test reporters read it: a case a finding, failed, skipped (allowed) or passed (no danger so far).</summary>
internal sealed class JUnitFindings : IFindingsFormat
{
    private const string Suite = "LockValidator";

    public string Name => "junit";

    public void Write(GraphFindings findings, TextWriter output)
    {
        int failures = findings.All.Count(findings.Fails), skipped = findings.All.Count(static finding => finding.Allowed is not null);
        using XmlWriter xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CloseOutput = false, Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Suite);
        xml.WriteAttributeString("tests", Number(Math.Max(1, findings.All.Count)));
        xml.WriteAttributeString("failures", Number(failures));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(skipped));
        if (findings.All.Count == 0)
        {
            // A file without a case is taken for a run that did not happen.
            WriteStart(xml, "no finding", Suite);
            xml.WriteEndElement();
        }

        foreach (Violation finding in findings.All)
        {
            Write(xml, findings, finding);
        }

        IEnumerable<string> lines = findings.Stale.Select(entry => TextReport.SafeLine(entry.StaleMessage(findings.Today))).Prepend($"{findings.Counts} {findings.Observed}");
        xml.WriteElementString("system-out", Plain(string.Join('\n', lines)));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Flush();
        output.WriteLine();
    }

    private static void Write(XmlWriter xml, GraphFindings findings, Violation finding)
    {
        SourcePlace? place = findings.PlaceOf(finding);
        WriteStart(xml, $"{string.Join(", ", finding.InvolvedClasses().Select(static type => TextReport.SafeName(type.Name)))} [{finding.Fingerprint}]", $"{Suite}.{finding.Kind.RuleId()} {finding.Kind}");
        if (place?.File is { } file)
        {
            xml.WriteAttributeString("file", Plain(TextReport.SafeLine(file)));
            xml.WriteAttributeString("line", Number(place.Line));
        }

        string report = TextReport.Render(finding);
        if (findings.Fails(finding))
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Plain(GraphFindings.Headline(finding)));
            xml.WriteAttributeString("type", finding.Kind.RuleId());
            xml.WriteString(Plain(report));
            xml.WriteEndElement();
        }
        else
        {
            if (finding.Allowed is { } reason)
            {
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", Plain("allowed: " + TextReport.SafeLine(reason)));
                xml.WriteEndElement();
            }

            xml.WriteElementString("system-out", Plain(report));
        }

        xml.WriteEndElement();
    }

    private static void WriteStart(XmlWriter xml, string name, string type)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Plain(name));
        xml.WriteAttributeString("classname", Plain(type));
        xml.WriteAttributeString("time", "0");
    }

    /// <summary>Reports are safe text already. XML has no way to say most control characters: whatever else comes this way must not break the file.</summary>
    private static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                plain.Append(text, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                plain.Append(text[i]);
            }
            else
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
        }

        return plain.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
