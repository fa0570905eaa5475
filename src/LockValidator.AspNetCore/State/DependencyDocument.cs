namespace LockValidator;

/// <summary>That one class was held while another was taken, and when that was first seen.</summary>
internal sealed record DependencyDocument(string FromKey, string From, string ToKey, string To, string Kinds, WitnessDocument Witness);
