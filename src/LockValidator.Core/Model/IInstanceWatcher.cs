namespace LockValidator;

/// <summary>Who has drawn a conclusion from there being one instance of a class.</summary>
internal interface IInstanceWatcher
{
    /// <summary>There is about to be another one. Called once a class, by the thread that makes it, before anybody can take it.</summary>
    void SeveralInstances();
}
