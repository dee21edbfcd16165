// Entries of the admin panel's side menu.
export function useAdminNavigation() {
  const menuItems = [
    { key: 'ota-header', type: 'header', label: 'OTA連携' },
    { key: 'ota', type: 'link', label: 'サイトコントローラー', icon: 'pi pi-sync', route: '/admin/ota' },
    {
      key: 'heyawari-assignment',
      type: 'link',
      label: '部屋割り',
      icon: 'pi pi-th-large',
      route: '/heyawari/assignment',
    },
    { key: 'separator', type: 'separator' },
    { key: 'home', type: 'link', label: 'PMSホーム', icon: 'pi pi-home', route: '/' },
  ];
  return { menuItems };
}
