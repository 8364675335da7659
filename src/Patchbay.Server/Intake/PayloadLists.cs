namespace Patchbay.Server.Intake;

/// <summary>The lists of an entry that hold its events.</summary>
internal static class PayloadLists
{
    public const string Changes = "changes",
        Messaging = "messaging",
        Standby = "standby";
}
