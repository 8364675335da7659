using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>Tells the operator about synchronizations that are about to fail or have failed.</summary>
internal sealed partial class AppSyncAlarms(Instruments instruments, ILogger<AppSyncAlarms> logger)
{
    /// <summary>Reports a fault that is new.</summary>
    public void Raise(AppSyncRow before, AppSyncRow after)
    {
        if (AppSyncRules.FaultOf(after) is not { } fault || AppSyncRules.FaultOf(before) == fault)
            return;
        Log.NeedsAttention(logger, after.PhoneId, fault, AppSyncRules.DeadlineOf(after));
        instruments.SyncAlarmed(fault);
    }

    public void Refused(PhoneRow phone, AppSyncKind kind, int code) => Log.Refused(logger, phone.Id, kind, code);

    public void Unanswered(PhoneRow phone, AppSyncKind kind, Exception failure) =>
        Log.Unanswered(logger, failure, phone.Id, kind);

    private static partial class Log
    {
        [LoggerMessage(
            470,
            LogLevel.Warning,
            "Contacts and history of the business app of number {PhoneId} need attention: {Fault}. "
                + "Meta accepts requests until {Deadline}."
        )]
        public static partial void NeedsAttention(ILogger logger, Guid phoneId, string fault, DateTimeOffset deadline);

        [LoggerMessage(471, LogLevel.Warning, "Meta refused to synchronize {Kind} of number {PhoneId}: code {Code}.")]
        public static partial void Refused(ILogger logger, Guid phoneId, AppSyncKind kind, int code);

        [LoggerMessage(472, LogLevel.Warning, "The request to synchronize {Kind} of number {PhoneId} got no answer.")]
        public static partial void Unanswered(ILogger logger, Exception error, Guid phoneId, AppSyncKind kind);
    }
}
