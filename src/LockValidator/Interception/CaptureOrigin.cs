using System.ComponentModel;

namespace LockValidator.Interception;

/// <summary>Where the object comes from that a captured statement locks. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum CaptureOrigin
{
    /// <summary>A local variable, a method's result or anything else that has no name of its own: the place names it.</summary>
    Place,

    /// <summary>A field or property: that member names it.</summary>
    Member,

    /// <summary>A parameter: whoever passed it names it.</summary>
    Parameter,
}
