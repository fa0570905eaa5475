using System.Text.Json;

namespace LockValidator;

/// <summary>Where a finding was seen, as SARIF has it.</summary>
internal sealed class SarifLocations(Utf8JsonWriter json, SourcePlaces places)
{
    /// <summary>What file names are relative to.</summary>
    public const string Root = "SRCROOT";

    private int _related;

    public static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text.EndsWith('.') ? text : text + ".");
        json.WriteEndObject();
    }

    /// <summary>Where it was done; where each step was seen; and each step as a thread that holds one lock and waits for the next.</summary>
    public void WritePlaces(GraphFindings findings, Violation finding)
    {
        json.WriteStartArray("locations");
        if (findings.PlaceOf(finding) is { } place)
        {
            WriteLocation(place, text: null, id: null);
        }

        json.WriteEndArray();
        if (finding.Cycle.Count == 0)
        {
            return;
        }

        json.WriteStartArray("relatedLocations");
        foreach (DependencyStep step in finding.Cycle)
        {
            Relate(step.Witness.HeldPosition, $"{NameOf(step.From)} is taken");
            Relate(step.Witness.Position, $"{NameOf(step.To)} is taken while {NameOf(step.From)} is held, in {TextReport.SafeLine(step.Witness.Execution)}");
        }

        json.WriteEndArray();
        json.WriteStartArray("codeFlows");
        json.WriteStartObject();
        WriteMessage(json, "message", "Each thread holds one lock and waits for the next one");
        json.WriteStartArray("threadFlows");
        foreach (DependencyStep step in finding.Cycle)
        {
            WriteThread(step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteThread(DependencyStep step)
    {
        json.WriteStartObject();
        WriteMessage(json, "message", $"Flow {TextReport.SafeName(step.Witness.Flow)} of {TextReport.SafeLine(step.Witness.Execution)}");
        json.WriteStartArray("locations");
        WriteStep(step.Witness.HeldPosition, $"{NameOf(step.From)} is taken", nesting: 0);
        WriteStep(step.Witness.Position, $"{NameOf(step.To)} is taken while {NameOf(step.From)} is held", nesting: 1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteStep(CodePosition position, string text, int nesting)
    {
        json.WriteStartObject();
        json.WritePropertyName("location");
        WriteLocation(places.Of(position), text, id: null);
        if (position.Frames.Count > 0)
        {
            json.WriteStartObject("stack");
            json.WriteStartArray("frames");
            foreach (string frame in position.Frames)
            {
                json.WriteStartObject();
                json.WritePropertyName("location");
                WriteLocation(places.Of(frame), text: null, id: null);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteNumber("nestingLevel", nesting);
        json.WriteString("importance", "essential");
        json.WriteEndObject();
    }

    private void Relate(CodePosition position, string text)
    {
        if (places.Of(position) is { } place)
        {
            WriteLocation(place, text, id: ++_related);
        }
    }

    private void WriteLocation(SourcePlace? place, string? text, int? id)
    {
        json.WriteStartObject();
        if (id is { } number)
        {
            json.WriteNumber("id", number);
        }

        if (place?.File is { } file)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", string.Join('/', file.Split('/').Select(Uri.EscapeDataString)));
            json.WriteString("uriBaseId", Root);
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", place.Line);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (place is not null)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", TextReport.SafeLine(place.Member));
            json.WriteString("kind", "member");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (text is not null)
        {
            WriteMessage(json, "message", text);
        }

        json.WriteEndObject();
    }

    private static string NameOf(ClassSnapshot type) => TextReport.SafeName(type.Name);
}
