using System.Globalization;

namespace LockValidator;

/// <summary>What was known at the end, as text.</summary>
internal static class StateText
{
    public static void Write(ObservedState state, TextWriter output)
    {
        foreach ((string label, string letters) in state.Usage)
        {
            output.WriteLine($"class {label} {{{letters}}}");
        }

        foreach (ObservedEdge edge in state.Edges)
        {
            output.WriteLine($"edge {edge.From} -> {edge.To} ({edge.Kinds})");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"held [{string.Join(", ", state.Held)}], {state.Chains} chains"));
    }
}
