namespace LockValidator;

/// <summary>Which findings a host wants, by the namespaces in which their locks are made.</summary>
internal sealed class NamespaceFilter(IDictionary<string, bool> namespaces)
{
    private const string Rest = "*";

    // Copied: options can be changed after the host has started, and this is read by any thread.
    private readonly Dictionary<string, bool> _namespaces = new(namespaces, StringComparer.Ordinal);

    public static bool IsName(string name) => name == Rest
        || (name.Length > 0 && name.Split('.').All(static part => part.Length > 0 && part.All(static c => char.IsLetterOrDigit(c) || c == '_')));

    /// <summary>Wanted if any of its locks is, or if it is about none: an inversion between old code and new is the new code's matter too.</summary>
    public bool Wants(Violation violation)
    {
        if (_namespaces.Count == 0)
        {
            return true;
        }

        bool any = false;
        foreach (ClassSnapshot type in violation.InvolvedClasses())
        {
            any = true;
            if (Wants(type.StableId))
            {
                return true;
            }
        }

        return !any;
    }

    /// <summary>A stable id is <c>assembly!Namespace.Type.member#ordinal</c>; a class with a name of its own has no namespace and belongs to the rest.</summary>
    private bool Wants(string stableId)
    {
        int start = stableId.IndexOf('!', StringComparison.Ordinal) + 1;
        ReadOnlySpan<char> place = start == 0 ? "" : stableId.AsSpan(start);
        while (place.LastIndexOf('.') is var dot and > 0)
        {
            place = place[..dot];
            if (_namespaces.TryGetValue(place.ToString(), out bool wanted))
            {
                return wanted;
            }
        }

        return !_namespaces.TryGetValue(Rest, out bool rest) || rest;
    }
}
