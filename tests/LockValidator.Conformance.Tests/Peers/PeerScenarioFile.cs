namespace LockValidator.Conformance.Tests;

/// <summary>All cases of the file, in its order.</summary>
internal static class PeerScenarioFile
{
    public static IReadOnlyList<PeerScenario> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "peer-scenarios.jsonl")).Where(static line => line.Length > 0).Select(PeerScenario.Parse)];

    public static PeerScenario Named(string name) => All.Single(scenario => scenario.Name == name);
}
