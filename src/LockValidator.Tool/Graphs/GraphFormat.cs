namespace LockValidator;

/// <summary>How a graph is drawn.</summary>
internal enum GraphFormat
{
    /// <summary>For Graphviz.</summary>
    Dot,

    /// <summary>For Mermaid.</summary>
    Mermaid,

    /// <summary>For other programs.</summary>
    Json,

    /// <summary>One page, to be opened in a browser.</summary>
    Html,
}
