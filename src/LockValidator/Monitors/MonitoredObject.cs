namespace LockValidator;

/// <summary>What is known of one object that is locked by its Monitor.</summary>
internal sealed class MonitoredObject(LockMap map)
{
    // A field and not readonly: a LockMap is a mutable struct, and is passed by reference. Written by SetClass alone.
    public LockMap Map = map;
}
