using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.AssignedUsers;
using Patchbay.Emulator.Blocking;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Flows;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Groups;
using Patchbay.Emulator.History;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Media;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Migrations;
using Patchbay.Emulator.Phones;
using Patchbay.Emulator.PhoneSettings;
using Patchbay.Emulator.PreVerified;
using Patchbay.Emulator.Profiles;
using Patchbay.Emulator.QrCodes;
using Patchbay.Emulator.Schedules;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Usernames;

namespace Patchbay.Emulator.Registry;

/// <summary>Every operation of the emulator, area by area.</summary>
internal static class OperationList
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        .. OAuthOperations.Table,
        .. TokenDebugging.Table,
        .. PermissionOperations.Table,
        .. SystemUserTokens.Table,
        .. AppOperations.Table,
        .. BusinessOperations.Table,
        .. BusinessAccountOperations.Table,
        .. CreditOperations.Table,
        .. WabaOperations.Table,
        .. SubscribedAppsOperations.Table,
        .. ActivityOperations.Table,
        .. AssignedUsersOperations.Table,
        .. PhoneOperations.Table,
        .. RegistrationOperations.Table,
        .. UsernameOperations.Table,
        .. ProfileOperations.Table,
        .. AutomationOperations.Table,
        .. CommerceOperations.Table,
        .. ComplianceOperations.Table,
        .. EncryptionOperations.Table,
        .. SettingsOperations.Table,
        .. OfficialAccountOperations.Table,
        .. QrCodeOperations.Table,
        .. QrImages.Table,
        .. BlockingOperations.Table,
        .. CallOperations.Table,
        .. MessageOperations.Table,
        .. MarketingOperations.Table,
        .. HistoryOperations.Table,
        .. MediaOperations.Table,
        .. UploadOperations.Table,
        .. GroupOperations.Table,
        .. JoinRequestOperations.Table,
        .. TemplateOperations.Table,
        .. TemplateEditing.Table,
        .. TemplateTools.Table,
        .. TemplateLibrary.Table,
        .. FlowOperations.Table,
        .. PreVerifiedOperations.Table,
        .. SolutionOperations.Table,
        .. MigrationOperations.Table,
        .. MobilityOperations.Table,
        .. ScheduleOperations.Table,
        .. PageOperations.Table,
        .. InstagramOperations.Table,
        .. PersonOperations.Table,
        .. SubscriptionOperations.Table,
        .. ProfileSettings.Table,
        .. UserMenuOperations.Table,
        .. ConversationOperations.Table,
        .. AttachmentOperations.Table,
        .. DirectSending.Table,
    ];
}
