using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.AssignedUsers;
using Patchbay.Emulator.Blocking;
using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.Calls;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Flows;
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

namespace Patchbay.Emulator.Graph;

/// <summary>The table of contents: every area's operations and node types.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Operation> Operations { get; } =
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

    public static IReadOnlyList<NodeType> NodeTypes { get; } =
    [
        AppOperations.Type,
        AppOperations.UserType,
        BusinessOperations.Type,
        BusinessOperations.PageType,
        BusinessOperations.DatasetType,
        BusinessOperations.CatalogType,
        CreditOperations.LineType,
        CreditOperations.AllocationType,
        WabaOperations.Type,
        ActivityOperations.Type,
        PhoneOperations.Type,
        ProfileOperations.Type,
        AutomationOperations.Type,
        MediaOperations.Type,
        UploadOperations.Type,
        GroupOperations.Type,
        HistoryOperations.Type,
        TemplateOperations.Type,
        FlowOperations.Type,
        PreVerifiedOperations.Type,
        SolutionOperations.Type,
        MigrationOperations.Type,
        MobilityOperations.Type,
        ScheduleOperations.Type,
        InstagramOperations.Type,
        PersonOperations.MessengerType,
        PersonOperations.InstagramType,
    ];
}
